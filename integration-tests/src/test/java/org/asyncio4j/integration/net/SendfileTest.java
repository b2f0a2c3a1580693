package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.SendfileNotAvailableException;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over sockets and transports. */
class SendfileTest {
  /** More than the buffers of two sockets hold. */
  private static final int SIZE = 60_000_000;

  @TempDir private static Path common;

  /** Made once: it takes as long as a test. */
  private static byte[] content = {};

  private static Path path = Path.of("");

  @TempDir private Path folder;
  private final List<Object> log = new ArrayList<>();

  @BeforeAll
  static void makeFile() throws IOException {
    content = new byte[SIZE];
    new Random(1).nextBytes(content);
    path = Files.write(common.resolve("file"), content);
  }

  @AfterAll
  static void dropContent() {
    content = new byte[0];
  }

  /** A file that is none of the system's: it has to be read. */
  private static final class Disguised implements SeekableByteChannel {
    private final FileChannel file;

    Disguised(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private FileChannel file() throws IOException {
    return FileChannel.open(path);
  }

  private void assertIsContent(byte[] received, int from) {
    assertThat(Arrays.equals(received, 0, received.length, content, from, from + received.length))
        .isTrue();
  }

  @Async
  private Coroutine<byte[]> receive(SocketChannel channel, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    int received = 1;
    while (buffer.hasRemaining() && received > 0) {
      received = await(getRunningLoop().sockRecvInto(channel, buffer));
    }
    return done(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  @Test
  void overSockets() throws Exception {
    run(sockets());
    // What CPython returns and says for the same calls.
    assertThat(log)
        .containsExactly(
            (long) SIZE,
            (long) SIZE,
            20L,
            30L,
            0L,
            30L,
            70_000L,
            70_005L,
            "SendfileNotAvailableException: not a regular file",
            "IllegalArgumentException: count must be a positive integer (got 0)",
            "IllegalArgumentException: offset must be a non-negative integer (got -1)");
  }

  @Async
  private Coroutine<Void> sockets() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open();
        FileChannel file = file();
        SeekableByteChannel other = new Disguised(file())) {
      Task<byte[]> receiving = createTask(receive(pair.b(), SIZE));
      log.add(await(loop.sockSendfile(pair.a(), file)));
      log.add(file.position());
      assertIsContent(await(receiving), 0);
      log.add(await(loop.sockSendfile(pair.a(), file, 10, 20L, false)));
      log.add(file.position());
      assertIsContent(await(receive(pair.b(), 20)), 10);
      log.add(await(loop.sockSendfile(pair.a(), file, SIZE + 1L, null, false)));
      log.add(file.position());
      log.add(await(loop.sockSendfile(pair.a(), other, 5, 70_000L, true)));
      log.add(other.position());
      assertIsContent(await(receive(pair.b(), 70_000)), 5);
      await(logFailure(loop.sockSendfile(pair.a(), other, 0, null, false)));
      await(logFailure(loop.sockSendfile(pair.a(), file, 0, 0L, true)));
      await(logFailure(loop.sockSendfile(pair.a(), file, -1, null, true)));
    }
    return done();
  }

  @Async
  private Coroutine<Void> logFailure(Coroutine<?> call) {
    try {
      log.add("no failure: " + await(call));
    } catch (SendfileNotAvailableException | IllegalArgumentException e) {
      log.add(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    return done();
  }

  @Test
  void aCancelledOneOverASocketLeavesTheFileWhereItIs() throws Exception {
    run(cancelledOnSocket());
    assertThat(log).containsExactly("cancelled");
  }

  @Async
  private Coroutine<Void> cancelledOnSocket() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open();
        FileChannel file = file()) {
      Task<Long> sending = createTask(loop.sockSendfile(pair.a(), file));
      await(yieldNow());
      await(yieldNow());
      sending.cancel();
      try {
        await(sending);
      } catch (CancelledError e) {
        log.add("cancelled");
      }
      int sent = (int) file.position();
      assertThat(sent).isPositive().isLessThan(SIZE);
      pair.a().shutdownOutput();
      byte[] received = await(receive(pair.b(), SIZE));
      assertThat(received).hasSize(sent);
      assertIsContent(received, 0);
    }
    return done();
  }

  /** What a client sees, and the two ends of its connection. */
  private record Ends(Connection client, Connection server, Server listening) {}

  @Async
  private Coroutine<Ends> connect(@Nullable SSLContext context) throws IOException {
    Future<Connection> accepted = getRunningLoop().createFuture();
    ServerOptions.Builder serverOptions = ServerOptions.builder();
    ConnectOptions.Builder options = ConnectOptions.builder();
    if (context != null) {
      serverOptions.ssl(context);
      options.ssl(context);
    }
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  accepted.setResult(new Connection(reader, writer));
                  return done();
                },
                HOST,
                0,
                serverOptions.build()));
    Connection client = await(openConnection(HOST, port(server), options.build()));
    return done(new Ends(client, await(accepted), server));
  }

  private static Transport transport(Connection connection) {
    return (Transport) connection.writer().transport();
  }

  @Async
  private static Coroutine<Void> close(Ends ends) throws IOException {
    ends.client.writer().close();
    ends.server.writer().close();
    ends.listening.close();
    await(ends.listening.waitClosed());
    return done();
  }

  @Async
  private Coroutine<Void> wholeAndPart(Ends ends, SeekableByteChannel file) throws IOException {
    EventLoop loop = getRunningLoop();
    Transport transport = transport(ends.server);
    byte[] before = new byte[5_000_000];
    transport.write(before);
    Task<Long> sending = createTask(loop.sendfile(transport, file));
    assertThat(await(ends.client.reader().readexactly(before.length))).isEqualTo(before);
    assertIsContent(await(ends.client.reader().readexactly((int) file.size())), 0);
    assertThat(await(sending)).isEqualTo(file.size()).isEqualTo(file.position());
    log.add(await(loop.sendfile(transport, file, 10, 70_000L, true)));
    log.add(file.position());
    transport.write(bytes("behind it\n"));
    assertIsContent(await(ends.client.reader().readexactly(70_000)), 10);
    log.add(new String(await(ends.client.reader().readline())));
    // Receiving goes on.
    ends.client.writer().write(bytes("still there\n"));
    log.add(new String(await(ends.server.reader().readline())));
    return done();
  }

  private void assertSentTwice() {
    assertThat(log).containsExactly(70_000L, 70_010L, "behind it\n", "still there\n");
  }

  @Test
  void overATransportBehindWhatWasWritten() throws Exception {
    run(plain(false));
    assertSentTwice();
  }

  @Test
  void blockByBlockIfTheSystemCannotSendIt() throws Exception {
    run(plain(true));
    assertSentTwice();
  }

  @Async
  private Coroutine<Void> plain(boolean disguised) throws IOException {
    Ends ends = await(connect(null));
    try (FileChannel file = file()) {
      await(wholeAndPart(ends, disguised ? new Disguised(file) : file));
    }
    await(close(ends));
    return done();
  }

  @Test
  void overTls() throws Exception {
    run(tls(Certificates.makeIn(folder).context()));
    assertThat(log.remove(log.size() - 1))
        .asString()
        .startsWith(
            "fallback is disabled and native sendfile is not supported for transport"
                + " <TlsTransport ");
    assertSentTwice();
  }

  @Async
  private Coroutine<Void> tls(SSLContext context) throws IOException {
    Ends ends = await(connect(context));
    Path small = Files.write(folder.resolve("small"), Arrays.copyOf(content, 5_000_000));
    try (FileChannel file = FileChannel.open(small)) {
      await(wholeAndPart(ends, file));
      await(logFailure(getRunningLoop().sendfile(transport(ends.server), file, 0, null, false)));
    }
    await(close(ends));
    return done();
  }

  @Test
  void whatCannotBe() throws Exception {
    run(impossible());
    assertThat(log)
        .containsExactly(
            "unable to write; sendfile is in progress",
            "Empty waiter is already set",
            "SendfileNotAvailableException: not a regular file",
            "Connection lost",
            "Transport is closing");
  }

  @Async
  private Coroutine<Void> impossible() throws IOException {
    EventLoop loop = getRunningLoop();
    Ends ends = await(connect(null));
    Transport transport = transport(ends.server);
    try (FileChannel file = file();
        FileChannel another = file()) {
      Task<Long> sending = createTask(loop.sendfile(transport, file));
      await(yieldNow());
      try {
        transport.write(bytes("x"));
      } catch (IllegalStateException e) {
        log.add(e.getMessage());
      }
      await(logFailure(loop.sendfile(transport, another)));
      await(logFailure(loop.sendfile(transport, new Disguised(another), 0, null, false)));
      transport.abort();
      try {
        await(sending, IOException.class);
      } catch (SocketException e) {
        log.add(e.getMessage());
      }
      await(logFailure(loop.sendfile(transport, file)));
    }
    await(close(ends));
    return done();
  }

  @Test
  void aCancelledOneOverATransportGivesTheTransportBack() throws Exception {
    run(cancelledOnTransport());
    assertThat(log).containsExactly("cancelled", "hello\n");
  }

  @Async
  private Coroutine<Void> cancelledOnTransport() throws IOException {
    EventLoop loop = getRunningLoop();
    Ends ends = await(connect(null));
    Transport transport = transport(ends.server);
    try (FileChannel file = file()) {
      Task<Long> sending = createTask(loop.sendfile(transport, file));
      await(yieldNow());
      await(yieldNow());
      await(yieldNow());
      sending.cancel();
      try {
        await(sending);
      } catch (CancelledError e) {
        log.add("cancelled");
      }
      int sent = (int) file.position();
      assertThat(sent).isPositive().isLessThan(SIZE);
      transport.write(bytes("behind"));
      assertIsContent(await(ends.client.reader().readexactly(sent)), 0);
      assertThat(await(ends.client.reader().readexactly(6))).isEqualTo(bytes("behind"));
      ends.client.writer().write(bytes("hello\n"));
      log.add(new String(await(ends.server.reader().readline())));
    }
    await(close(ends));
    return done();
  }
}
