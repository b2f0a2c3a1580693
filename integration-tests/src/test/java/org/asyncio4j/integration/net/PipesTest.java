package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.FlowControl;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.ReadPipe;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamReaderProtocol;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.WritePipe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes that the loop watches: {@link Pipe}s and sockets. */
class PipesTest {
  private static final int BLOCK = 32 * 1024;

  /** More than what the pipe and two buffers hold. */
  private static final int BLOCKS = 200;

  private final List<String> log = new ArrayList<>();

  /** Logs what it is told. */
  private class Logging implements Protocol {
    private final String name;
    @Nullable Transport transport;
    boolean lost;
    int received;

    Logging(String name) {
      this.name = name;
    }

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
      log.add(name + " made");
    }

    @Override
    public void dataReceived(byte[] data) {
      received += data.length;
      if (data.length < 100) {
        log.add(name + " data " + text(data));
      }
    }

    @Override
    public boolean eofReceived() {
      log.add(name + " eof");
      // Of a pipe nothing can be kept open.
      return true;
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      lost = true;
      log.add(name + " lost " + failure);
    }

    @Override
    public void pauseWriting() {
      log.add(name + " pause");
    }

    @Override
    public void resumeWriting() {
      log.add(name + " resume");
    }

    Transport transport() {
      return Objects.requireNonNull(transport);
    }
  }

  private static byte[] block(byte content) {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, content);
    return block;
  }

  private static EventLoop loop() {
    return getRunningLoop();
  }

  @Test
  void linesComeThroughAPipe() throws Exception {
    run(lines());
    assertThat(log).containsExactly("one", "two", "without end", "at the end: true");
  }

  @Async
  private Coroutine<Void> lines() throws IOException {
    Pipe pipe = Pipe.open();
    StreamReader reader = new StreamReader();
    await(loop().connectReadPipe(() -> new StreamReaderProtocol(reader), pipe.source()));
    WritePipe<FlowControl> end = await(loop().connectWritePipe(FlowControl::new, pipe.sink()));
    StreamWriter writer = new StreamWriter(end.transport(), end.protocol(), null, loop());
    writer.write(bytes("one\ntwo\nwithout end"));
    await(writer.drain());
    writer.writeEof();
    await(writer.waitClosed());
    for (byte[] line : each(reader)) {
      log.add(text(line).strip());
    }
    log.add("at the end: " + reader.atEof());
    return done();
  }

  @Test
  void callbacksComeInAsynciosOrder() throws Exception {
    run(callbacks());
    assertThat(log)
        .containsExactly(
            "r made",
            "w made",
            "r data hello",
            "w pause",
            "w resume",
            "all there",
            "w lost null",
            "r eof",
            "r lost null");
  }

  @Async
  private Coroutine<Void> callbacks() throws IOException {
    Pipe pipe = Pipe.open();
    ReadPipe<Logging> r = await(loop().connectReadPipe(() -> new Logging("r"), pipe.source()));
    WritePipe<Logging> w = await(loop().connectWritePipe(() -> new Logging("w"), pipe.sink()));
    assertThat(r.protocol().transport()).isSameAs(r.transport());
    assertThat(w.protocol().transport()).isSameAs(w.transport());
    assertThat(r.transport().getExtraInfo("pipe")).isSameAs(pipe.source());
    assertThat(w.transport().getExtraInfo("pipe")).isSameAs(pipe.sink());
    assertThat(w.transport().getExtraInfo("peername")).isNull();
    assertThat(r.transport()).hasToString("<ReadPipeTransport polling>");
    assertThat(w.transport()).hasToString("<WritePipeTransport idle bufsize=0>");
    w.transport().write(bytes("hello"));
    await(until(() -> r.protocol().received == 5));
    r.transport().pauseReading();
    assertThat(r.transport().isReading()).isFalse();
    assertThat(r.transport()).hasToString("<ReadPipeTransport idle>");
    w.transport().write(new byte[1_000_000]);
    int waiting = w.transport().getWriteBufferSize();
    assertThat(waiting).isBetween(1, 999_999);
    assertThat(w.transport()).hasToString("<WritePipeTransport polling bufsize=" + waiting + ">");
    for (int i = 0; i < 20; i++) {
      await(yieldNow());
    }
    assertThat(r.protocol().received).isEqualTo(5);
    r.transport().resumeReading();
    await(until(() -> r.protocol().received == 1_000_005));
    log.add("all there");
    w.transport().close();
    assertThat(w.transport().isClosing()).isTrue();
    assertThat(w.transport()).hasToString("<WritePipeTransport closing idle bufsize=0>");
    w.transport().write(bytes("ignored"));
    await(until(() -> r.protocol().lost));
    assertThat(w.transport()).hasToString("<WritePipeTransport closed>");
    assertThat(r.transport()).hasToString("<ReadPipeTransport closed>");
    assertThat(pipe.sink().isOpen()).isFalse();
    assertThat(pipe.source().isOpen()).isFalse();
    assertThat(r.protocol().received).isEqualTo(1_000_005);
    return done();
  }

  @Test
  void closeSendsWhatWaitsAndAbortDoesNot() throws Exception {
    run(closeAndAbort());
    assertThat(log)
        .containsExactly(
            "r made",
            "w made",
            "w pause",
            "w resume",
            "w lost null",
            "r eof",
            "r lost null",
            "r made",
            "w made",
            "w pause",
            "w lost null",
            "r eof",
            "r lost null");
  }

  @Async
  private Coroutine<Void> closeAndAbort() throws IOException {
    for (boolean abort : new boolean[] {false, true}) {
      Pipe pipe = Pipe.open();
      ReadPipe<Logging> r = await(loop().connectReadPipe(() -> new Logging("r"), pipe.source()));
      WritePipe<Logging> w = await(loop().connectWritePipe(() -> new Logging("w"), pipe.sink()));
      r.transport().pauseReading();
      w.transport().writelines(List.of(new byte[500_000], new byte[500_000]));
      if (abort) {
        w.transport().abort();
        w.transport().abort();
        assertThat(w.transport().getWriteBufferSize()).isZero();
      } else {
        w.transport().close();
        assertThat(w.transport().getWriteBufferSize()).isPositive();
      }
      r.transport().resumeReading();
      await(until(() -> r.protocol().lost));
      assertThat(r.protocol().received == 1_000_000).isEqualTo(!abort);
    }
    return done();
  }

  @Test
  void slowReaderStopsFastWriter() throws Exception {
    run(slowReader());
  }

  @Async
  private Coroutine<Void> slowReader() throws IOException {
    Pipe pipe = Pipe.open();
    StreamReader reader = new StreamReader();
    await(loop().connectReadPipe(() -> new StreamReaderProtocol(reader), pipe.source()));
    WritePipe<FlowControl> end = await(loop().connectWritePipe(FlowControl::new, pipe.sink()));
    StreamWriter writer = new StreamWriter(end.transport(), end.protocol(), null, loop());
    int[] written = {0};
    Task<Void> flood = createTask(flood(writer, written));
    int before = -1;
    while (written[0] != before || written[0] == 0) {
      before = written[0];
      for (int i = 0; i < 50; i++) {
        await(yieldNow());
      }
    }
    assertThat(written[0]).isPositive().isLessThan(BLOCKS);
    assertThat(flood.isDone()).isFalse();
    for (int i = 0; i < BLOCKS; i++) {
      assertThat(Arrays.equals(await(reader.readexactly(BLOCK)), block((byte) i))).isTrue();
    }
    assertThat(await(reader.read())).isEmpty();
    await(flood);
    return done();
  }

  @Async
  private static Coroutine<Void> flood(StreamWriter writer, int[] written) throws IOException {
    for (int i = 0; i < BLOCKS; i++) {
      writer.write(block((byte) i));
      assertThat(writer.transport().getWriteBufferSize()).isLessThan(64 * 1024 + BLOCK + 1);
      await(writer.drain());
      written[0]++;
    }
    writer.close();
    return done();
  }

  @Test
  void readerThatIsGoneBreaksThePipe() throws Exception {
    run(readerGone());
    assertThat(log)
        .containsExactly(
            "with data waiting",
            "w made",
            "w pause",
            "w lost java.net.SocketException: Broken pipe",
            "with the next write",
            "w made",
            "w lost java.net.SocketException: Broken pipe");
  }

  @Async
  private Coroutine<Void> readerGone() throws IOException {
    log.add("with data waiting");
    Pipe full = Pipe.open();
    WritePipe<Logging> w = await(loop().connectWritePipe(() -> new Logging("w"), full.sink()));
    w.transport().write(new byte[1_000_000]);
    full.source().close();
    await(until(() -> w.protocol().lost));
    log.add("with the next write");
    Pipe idle = Pipe.open();
    WritePipe<Logging> v = await(loop().connectWritePipe(() -> new Logging("w"), idle.sink()));
    idle.source().close();
    v.transport().write(bytes("anybody?"));
    assertThat(v.transport().isClosing()).isTrue();
    await(until(() -> v.protocol().lost));
    assertThat(idle.sink().isOpen()).isFalse();
    return done();
  }

  @Test
  void brokenPipeIsThrownByDrain() throws Exception {
    run(brokenDrain());
    assertThat(log)
        .containsExactly(
            "java.net.SocketException: Broken pipe", "java.net.SocketException: Connection lost");
  }

  @Async
  private Coroutine<Void> brokenDrain() throws IOException {
    Pipe pipe = Pipe.open();
    WritePipe<FlowControl> end = await(loop().connectWritePipe(FlowControl::new, pipe.sink()));
    StreamWriter writer = new StreamWriter(end.transport(), end.protocol(), null, loop());
    writer.write(new byte[1_000_000]);
    Task<Void> draining = createTask(writer.drain());
    await(yieldNow());
    pipe.source().close();
    for (Awaitable<Void> attempt : List.of(draining, writer.drain())) {
      try {
        await(attempt, IOException.class);
      } catch (IOException e) {
        log.add(e.toString());
      }
    }
    return done();
  }

  @Test
  void socketsArePipesToo() throws Exception {
    run(sockets());
    assertThat(log)
        .containsExactly(
            "r made", "w made", "r data over a socket", "w lost null", "r eof", "r lost null");
  }

  @Async
  private Coroutine<Void> sockets() throws IOException {
    ChannelPair one = ChannelPair.open();
    ChannelPair two = ChannelPair.open();
    ReadPipe<Logging> r = await(loop().connectReadPipe(() -> new Logging("r"), one.a()));
    WritePipe<Logging> w = await(loop().connectWritePipe(() -> new Logging("w"), two.a()));
    w.transport().write(bytes("over a socket"));
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    await(loop().sockRecvInto(two.b(), buffer));
    await(loop().sockSendall(one.b(), buffer.flip()));
    await(until(() -> r.protocol().received > 0));
    // The end of a socket is seen although nothing is written.
    two.b().close();
    await(until(() -> w.protocol().lost));
    one.b().shutdownOutput();
    await(until(() -> r.protocol().lost));
    assertThat(one.a().isOpen() || two.a().isOpen()).isFalse();
    one.b().close();
    return done();
  }

  @Test
  void whatAProtocolThrowsIsReportedAndReadingGoesOn() throws Exception {
    run(throwing());
    assertThat(log)
        .containsExactly(
            "java.lang.IllegalArgumentException: bad", "java.lang.IllegalArgumentException: good");
  }

  @Async
  private Coroutine<Void> throwing() throws IOException {
    loop().setExceptionHandler((loop, context) -> log.add(context.exception() + ""));
    Pipe pipe = Pipe.open();
    ReadPipe<Protocol> r =
        await(
            loop()
                .connectReadPipe(
                    () ->
                        new Protocol() {
                          @Override
                          public void dataReceived(byte[] data) {
                            throw new IllegalArgumentException(text(data));
                          }
                        },
                    pipe.source()));
    pipe.sink().write(ByteBuffer.wrap(bytes("bad")));
    await(until(() -> log.size() == 1));
    assertThat(r.transport().isReading()).isTrue();
    pipe.sink().write(ByteBuffer.wrap(bytes("good")));
    await(until(() -> log.size() == 2));
    r.transport().close();
    pipe.sink().close();
    return done();
  }

  @Test
  void cancelledCallClosesThePipe() throws Exception {
    run(cancelled());
    assertThat(log).containsExactly("r made", "r lost null", "w made", "w lost null");
  }

  @Async
  private Coroutine<Void> cancelled() throws IOException {
    Pipe pipe = Pipe.open();
    Logging r = new Logging("r");
    await(cancelAtOnce(createTask(loop().connectReadPipe(() -> r, pipe.source()))));
    await(until(() -> r.lost));
    Logging w = new Logging("w");
    await(cancelAtOnce(createTask(loop().connectWritePipe(() -> w, pipe.sink()))));
    await(until(() -> w.lost));
    assertThat(pipe.source().isOpen() || pipe.sink().isOpen()).isFalse();
    return done();
  }

  @Async
  private static Coroutine<Void> cancelAtOnce(Task<?> connecting) {
    await(yieldNow());
    connecting.cancel();
    await(org.asyncio4j.Asyncio.wait(List.of(connecting)));
    assertThat(connecting.isCancelled()).isTrue();
    return done();
  }

  @Test
  void oneWayIsTheOnlyWay(@TempDir Path directory) throws Exception {
    run(oneWay(directory));
    assertThat(log)
        .containsExactly(
            "r made",
            "w made",
            "transport <ReadPipeTransport polling> is not supported by start_tls()",
            "sendfile is not supported for transport <WritePipeTransport idle bufsize=0>",
            "r lost null",
            "w lost null");
  }

  @Async
  private Coroutine<Void> oneWay(Path directory) throws Exception {
    Pipe pipe = Pipe.open();
    Transport r =
        await(loop().connectReadPipe(() -> new Logging("r"), pipe.source())).protocol().transport();
    Transport w =
        await(loop().connectWritePipe(() -> new Logging("w"), pipe.sink())).protocol().transport();
    assertThatThrownBy(() -> r.write(new byte[1]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("<ReadPipeTransport polling> is the end of a pipe that is read from");
    assertThatThrownBy(w::pauseReading)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("<WritePipeTransport idle bufsize=0> is the end of a pipe that is written to");
    assertThat(r.canWriteEof()).isFalse();
    assertThat(w.canWriteEof()).isTrue();
    assertThat(w.isReading()).isFalse();
    try {
      await(loop().startTls(r, new Logging("tls"), SSLContext.getDefault(), TlsOptions.server()));
    } catch (IllegalArgumentException e) {
      log.add(e.getMessage());
    }
    Path file = Files.write(directory.resolve("file"), new byte[1]);
    try (FileChannel channel = FileChannel.open(file)) {
      await(loop().sendfile(w, channel));
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    assertThat(r.isClosing() || w.isClosing()).isFalse();
    r.abort();
    w.abort();
    return done();
  }

  @Test
  void channelOfASelectorIsRefusedAndStaysOpen() throws Exception {
    run(selected());
  }

  @Async
  private Coroutine<Void> selected() throws IOException {
    Pipe pipe = Pipe.open();
    try (Selector selector = Selector.open()) {
      pipe.source().configureBlocking(false);
      SelectableChannel source = pipe.source();
      source.register(selector, 0);
      try {
        await(loop().connectReadPipe(() -> new Logging("r"), pipe.source()));
        log.add("accepted");
      } catch (IllegalStateException e) {
        assertThat(e)
            .hasMessage(
                "File descriptor of " + source + " is used by a transport, or by another selector");
      }
      assertThat(source.isOpen()).isTrue();
    }
    assertThat(log).isEmpty();
    pipe.source().close();
    pipe.sink().close();
    return done();
  }

  @Test
  void buffersOfAProtocolAreFilled() throws Exception {
    run(buffered());
    assertThat(log).containsExactly("abc", "def", "g");
  }

  @Async
  private Coroutine<Void> buffered() throws IOException {
    Pipe pipe = Pipe.open();
    ByteBuffer three = ByteBuffer.allocate(3);
    boolean[] lost = {false};
    await(
        loop()
            .connectReadPipe(
                () ->
                    new BufferedProtocol() {
                      @Override
                      public ByteBuffer getBuffer(int sizeHint) {
                        return three.clear();
                      }

                      @Override
                      public void bufferUpdated(int bytes) {
                        log.add(text(Arrays.copyOf(three.array(), bytes)));
                      }

                      @Override
                      public void connectionLost(@Nullable Throwable failure) {
                        lost[0] = true;
                      }
                    },
                pipe.source()));
    pipe.sink().write(ByteBuffer.wrap(bytes("abcdefg")));
    pipe.sink().close();
    await(until(() -> lost[0]));
    return done();
  }

  @Test
  void closedChannelIsRefused() throws Exception {
    run(closedChannel());
    assertThat(log).containsExactly("java.nio.channels.ClosedChannelException");
  }

  @Async
  private Coroutine<Void> closedChannel() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.sink().close();
    pipe.source().close();
    try {
      await(loop().connectReadPipe(() -> new Logging("r"), pipe.source()));
    } catch (IOException e) {
      log.add(e.toString());
    }
    return done();
  }

  @Test
  void fileIsReadToItsEnd(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("file"), new byte[300_000]);
    run(wholeFile(file));
    assertThat(log).containsExactly("r made", "r eof", "r lost null");
  }

  @Async
  private Coroutine<Void> wholeFile(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    ReadPipe<Logging> r = await(loop().connectReadPipe(() -> new Logging("r"), channel));
    await(until(() -> r.protocol().lost));
    assertThat(r.protocol().received).isEqualTo(300_000);
    assertThat(channel.isOpen()).isFalse();
    return done();
  }

  @Test
  void failureOfTheSocketEndsThePipe() throws Exception {
    run(resetSocket());
    assertThat(log)
        .containsExactly(
            "r made",
            "Fatal read error on pipe transport",
            "r lost java.net.SocketException: Connection reset");
  }

  @Async
  private Coroutine<Void> resetSocket() throws IOException {
    loop()
        .setExceptionHandler(
            (loop, context) -> {
              log.add(context.message());
              assertThat(context.exception()).isInstanceOf(SocketException.class);
            });
    ChannelPair sockets = ChannelPair.open();
    ReadPipe<Logging> r = await(loop().connectReadPipe(() -> new Logging("r"), sockets.a()));
    sockets.b().setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
    sockets.b().close();
    await(until(() -> r.protocol().lost));
    return done();
  }
}
