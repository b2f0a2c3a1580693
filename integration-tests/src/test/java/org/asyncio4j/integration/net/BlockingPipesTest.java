package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.asyncio4j.net.FlowControl;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.ReadPipe;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamReaderProtocol;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.WritePipe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pipes that threads serve: streams, and channels that cannot be selected. */
class BlockingPipesTest {
  private static final int BLOCK = 32 * 1024;

  /** More than what the pipe and two buffers hold. */
  private static final int BLOCKS = 200;

  private final List<String> log = new ArrayList<>();

  @TempDir Path directory;

  private static byte[] block(byte content) {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, content);
    return block;
  }

  private static EventLoop loop() {
    return getRunningLoop();
  }

  /** Logs what it is told. */
  private final class Logging implements Protocol {
    boolean lost;

    @Override
    public void connectionMade(Transport transport) {
      log.add("made");
    }

    @Override
    public void dataReceived(byte[] data) {
      log.add(text(data));
    }

    @Override
    public boolean eofReceived() {
      log.add("eof");
      return true;
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      lost = true;
      log.add("lost " + failure);
    }
  }

  /** What it is given comes out, piece by piece; a reader keeps the lock while it waits. */
  private static final class Pieces extends InputStream {
    private final LinkedBlockingQueue<String> pieces = new LinkedBlockingQueue<>();
    final Semaphore asked = new Semaphore(0);
    final Semaphore closed = new Semaphore(0);

    void add(String... more) {
      pieces.addAll(List.of(more));
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
      asked.release();
      String piece;
      try {
        piece = pieces.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (piece.equals("failure")) {
        throw new IOException(piece);
      }
      byte[] bytes = bytes(piece);
      System.arraycopy(bytes, 0, buffer, offset, bytes.length);
      return piece.isEmpty() ? -1 : bytes.length;
    }

    @Override
    public synchronized void close() {
      closed.release();
    }
  }

  @Test
  void streamIsReadOnAThread() throws Exception {
    run(stream());
    assertThat(log).containsExactly("made", "one", "two", "eof", "lost null");
  }

  @Async
  private Coroutine<Void> stream() throws IOException {
    Pieces pieces = new Pieces();
    ReadPipe<Logging> r = await(loop().connectReadPipe(Logging::new, pieces));
    assertThat(r.transport().getExtraInfo("pipe")).isSameAs(pieces);
    assertThat(r.transport()).hasToString("<ReadPipeTransport polling>");
    await(until(() -> pieces.asked.tryAcquire(1)));
    pieces.add("one", "two", "");
    await(until(() -> r.protocol().lost));
    await(until(() -> pieces.closed.tryAcquire()));
    return done();
  }

  @Test
  void whatComesWhilePausedIsKept() throws Exception {
    run(paused());
    assertThat(log).containsExactly("made", "resumed", "one", "two", "paused", "eof", "lost null");
  }

  @Async
  private Coroutine<Void> paused() throws IOException {
    Pieces pieces = new Pieces();
    ReadPipe<Logging> r = await(loop().connectReadPipe(Logging::new, pieces));
    await(until(() -> pieces.asked.tryAcquire()));
    r.transport().pauseReading();
    pieces.add("one", "two");
    await(turns());
    // Nobody asks for more than the piece that had been asked for.
    assertThat(pieces.asked.tryAcquire()).isFalse();
    r.transport().resumeReading();
    r.transport().pauseReading();
    await(turns());
    log.add("resumed");
    r.transport().resumeReading();
    await(until(() -> log.contains("two")));
    await(until(() -> pieces.asked.availablePermits() == 2));
    r.transport().pauseReading();
    pieces.add("");
    await(turns());
    log.add("paused");
    r.transport().resumeReading();
    await(until(() -> r.protocol().lost));
    return done();
  }

  @Async
  private static Coroutine<Void> turns() {
    for (int i = 0; i < 200; i++) {
      await(yieldNow());
    }
    return done();
  }

  @Test
  void closeDoesNotWaitForTheThreadThatReads() throws Exception {
    run(closed());
    assertThat(log).containsExactly("made", "lost null");
  }

  @Async
  private Coroutine<Void> closed() throws IOException {
    Pieces pieces = new Pieces();
    ReadPipe<Logging> r = await(loop().connectReadPipe(Logging::new, pieces));
    await(until(() -> pieces.asked.tryAcquire()));
    r.transport().close();
    await(until(() -> r.protocol().lost));
    assertThat(pieces.closed.tryAcquire()).isFalse();
    pieces.add("nobody wants this");
    await(until(() -> pieces.closed.tryAcquire()));
    return done();
  }

  @Test
  void failureIsReportedAndEndsThePipe() throws Exception {
    run(failure());
    assertThat(log)
        .containsExactly(
            "made", "Fatal read error on pipe transport", "lost java.io.IOException: failure");
  }

  @Async
  private Coroutine<Void> failure() throws IOException {
    loop().setExceptionHandler((loop, context) -> log.add(context.message()));
    Pieces pieces = new Pieces();
    pieces.add("failure");
    ReadPipe<Logging> r = await(loop().connectReadPipe(Logging::new, pieces));
    await(until(() -> r.protocol().lost));
    return done();
  }

  /** Takes as much as it has been allowed. */
  private static final class Gate extends OutputStream {
    final Semaphore allowed = new Semaphore(0);
    final Semaphore closed = new Semaphore(0);
    final StringBuffer taken = new StringBuffer();

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void write(byte[] data, int offset, int length) throws IOException {
      allowed.acquireUninterruptibly();
      if (data[offset] == '!') {
        throw new IOException("No space left on device");
      }
      taken.append(text(Arrays.copyOfRange(data, offset, offset + length)));
    }

    @Override
    public synchronized void close() {
      closed.release();
    }
  }

  @Test
  void streamIsWrittenOnAThread() throws Exception {
    run(written());
    assertThat(log).containsExactly("made", "lost null");
  }

  @Async
  private Coroutine<Void> written() throws IOException {
    Gate gate = new Gate();
    WritePipe<Logging> w = await(loop().connectWritePipe(Logging::new, gate));
    assertThat(w.transport().getExtraInfo("pipe")).isSameAs(gate);
    byte[] array = bytes("one");
    w.transport().write(array);
    Arrays.fill(array, (byte) 'x');
    w.transport().write(bytes("two"));
    assertThat(w.transport().getWriteBufferSize()).isEqualTo(6);
    gate.allowed.release();
    await(until(() -> w.transport().getWriteBufferSize() == 3));
    w.transport().close();
    await(turns());
    assertThat(w.protocol().lost).isFalse();
    gate.allowed.release();
    await(until(() -> w.protocol().lost));
    assertThat(gate.taken).hasToString("onetwo");
    await(until(() -> gate.closed.tryAcquire()));
    return done();
  }

  @Test
  void abortDoesNotWaitForTheThreadThatWrites() throws Exception {
    run(aborted());
    assertThat(log).containsExactly("made", "lost null");
  }

  @Async
  private Coroutine<Void> aborted() throws IOException {
    Gate gate = new Gate();
    WritePipe<Logging> w = await(loop().connectWritePipe(Logging::new, gate));
    w.transport().write(bytes("one"));
    w.transport().write(bytes("never"));
    w.transport().abort();
    assertThat(w.transport().getWriteBufferSize()).isZero();
    await(until(() -> w.protocol().lost));
    assertThat(gate.closed.tryAcquire()).isFalse();
    gate.allowed.release(2);
    await(until(() -> gate.closed.tryAcquire()));
    assertThat(gate.taken).hasToString("one");
    return done();
  }

  @Test
  void failedWriteEndsThePipe() throws Exception {
    run(failedWrite());
    assertThat(log)
        .containsExactly("made", "lost java.net.SocketException: No space left on device");
  }

  @Async
  private Coroutine<Void> failedWrite() throws IOException {
    Gate gate = new Gate();
    gate.allowed.release();
    WritePipe<Logging> w = await(loop().connectWritePipe(Logging::new, gate));
    w.transport().write(bytes("!"));
    await(until(() -> w.protocol().lost));
    return done();
  }

  private File fifo() throws Exception {
    Path path = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path.toFile();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namedPipeAsStreams() throws Exception {
    run(namedPipe(fifo(), false));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namedPipeAsChannels() throws Exception {
    run(namedPipe(fifo(), true));
  }

  @Async
  private Coroutine<Void> namedPipe(File fifo, boolean asChannels) throws IOException {
    StreamReader reader = new StreamReader();
    WritePipe<FlowControl> end;
    // Each waits for the other to be opened.
    if (asChannels) {
      Task<FileChannel> opening = createTask(toThread(() -> FileChannel.open(fifo.toPath())));
      FileChannel out =
          await(toThread(() -> FileChannel.open(fifo.toPath(), StandardOpenOption.WRITE)));
      FileChannel in = await(opening);
      await(loop().connectReadPipe(() -> new StreamReaderProtocol(reader), in));
      end = await(loop().connectWritePipe(FlowControl::new, out));
    } else {
      Task<FileInputStream> opening = createTask(toThread(() -> new FileInputStream(fifo)));
      FileOutputStream out = await(toThread(() -> new FileOutputStream(fifo)));
      FileInputStream in = await(opening);
      await(loop().connectReadPipe(() -> new StreamReaderProtocol(reader), in));
      end = await(loop().connectWritePipe(FlowControl::new, out));
    }
    StreamWriter writer = new StreamWriter(end.transport(), end.protocol(), null, loop());
    writer.write(bytes("a line\n"));
    assertThat(text(await(reader.readline()))).isEqualTo("a line\n");
    Task<Void> flood = createTask(flood(writer));
    // The writer comes to a halt: the pipe, the reader's buffer and the transport's are full.
    await(until(() -> writer.transport().getWriteBufferSize() > 64 * 1024));
    await(turns());
    assertThat(flood.isDone()).isFalse();
    for (int i = 0; i < BLOCKS; i++) {
      assertThat(Arrays.equals(await(reader.readexactly(BLOCK)), block((byte) i))).isTrue();
    }
    await(flood);
    writer.write(bytes("last"));
    assertThat(text(await(reader.readexactly(4)))).isEqualTo("last");
    writer.close();
    await(writer.waitClosed());
    assertThat(await(reader.read())).isEmpty();
    return done();
  }

  @Async
  private static Coroutine<Void> flood(StreamWriter writer) throws IOException {
    for (int i = 0; i < BLOCKS; i++) {
      writer.write(block((byte) i));
      assertThat(writer.transport().getWriteBufferSize()).isLessThan(64 * 1024 + BLOCK + 1);
      await(writer.drain());
    }
    return done();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void channelThatAThreadReadsOrWritesIsClosedAtOnce() throws Exception {
    run(busyChannels(fifo()));
    assertThat(log).containsExactly("made", "lost null", "made", "lost null");
  }

  @Async
  private Coroutine<Void> busyChannels(File fifo) throws IOException {
    FileChannel in =
        FileChannel.open(fifo.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    ReadPipe<Logging> r = await(loop().connectReadPipe(Logging::new, in));
    await(turns());
    r.transport().close();
    await(until(() -> !in.isOpen()));
    assertThat(r.protocol().lost).isTrue();
    FileChannel out =
        FileChannel.open(fifo.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    WritePipe<Logging> w = await(loop().connectWritePipe(Logging::new, out));
    w.transport().write(new byte[1_000_000]);
    await(turns());
    w.transport().abort();
    await(until(() -> !out.isOpen()));
    assertThat(w.protocol().lost).isTrue();
    return done();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readerThatIsGoneBreaksThePipe() throws Exception {
    run(readerGone(fifo()));
    assertThat(log).containsExactly("made", "lost java.net.SocketException: Broken pipe");
  }

  @Async
  private Coroutine<Void> readerGone(File fifo) throws IOException {
    FileChannel both =
        FileChannel.open(fifo.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileOutputStream out = new FileOutputStream(fifo);
    WritePipe<Logging> w = await(loop().connectWritePipe(Logging::new, out));
    w.transport().write(new byte[1_000_000]);
    await(turns());
    both.close();
    await(until(() -> w.protocol().lost));
    return done();
  }
}
