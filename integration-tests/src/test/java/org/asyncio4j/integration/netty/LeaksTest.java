package org.asyncio4j.integration.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Runner;
import org.asyncio4j.integration.net.Certificates;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.netty.Netty;
import org.asyncio4j.netty.TransportKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Netty's buffers are given back, whatever becomes of a connection, and they are not many. */
class LeaksTest {
  private static final String HOST = "127.0.0.1";
  private static final int MEBI = 1024 * 1024;

  private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
  private Level before = Level.SIMPLE;
  private @Nullable SSLContext ssl;

  @BeforeEach
  void watch() {
    before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(Level.PARANOID);
    reports.start();
    logger.setLevel(ch.qos.logback.classic.Level.ERROR);
    logger.addAppender(reports);
  }

  @AfterEach
  void stopWatching() {
    logger.detachAppender(reports);
    logger.setLevel(null);
    ResourceLeakDetector.setLevel(before);
  }

  /** Reports are made as buffers are made, of what has been collected by then. */
  private static void collect() {
    System.gc();
    ByteBufAllocator.DEFAULT.directBuffer(16).release();
  }

  @ParameterizedTest
  @EnumSource
  void nothingLeaks(TransportKind kind) throws Exception {
    runMishaps(kind);
  }

  @ParameterizedTest
  @EnumSource
  void nothingLeaksOverTls(TransportKind kind, @TempDir Path folder) throws Exception {
    ssl = Certificates.makeIn(folder).context();
    runMishaps(kind);
  }

  private void runMishaps(TransportKind kind) throws Exception {
    assumeTrue(kind.isAvailable(), () -> kind + " is not available here");
    try (Runner runner = Runner.builder().loopFactory(() -> Netty.newEventLoop(kind)).build()) {
      runner.run(mishaps());
    }
    for (int i = 0; i < 5; i++) {
      collect();
    }
    assertThat(reports.list).isEmpty();
  }

  @Test
  void whatLeaksIsReported() {
    dropABuffer();
    for (int i = 0; i < 100 && reports.list.isEmpty(); i++) {
      collect();
    }
    assertThat(reports.list.get(0).getFormattedMessage()).startsWith("LEAK");
  }

  private static void dropABuffer() {
    Unpooled.directBuffer(16).writeByte(1);
  }

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    try {
      for (byte[] data = await(reader.read(MEBI));
          data.length > 0;
          data = await(reader.read(MEBI))) {
        writer.write(data);
        await(writer.drain());
      }
    } catch (SocketException e) {
      // As some of the clients want it.
    }
    writer.close();
    return done();
  }

  @Async
  private Coroutine<Void> mishaps() throws Exception {
    ServerOptions.Builder options = ServerOptions.builder();
    if (ssl != null) {
      options.ssl(ssl);
    }
    Server server = await(startServer(LeaksTest::echo, HOST, 0, options.build()));
    InetSocketAddress address =
        (InetSocketAddress) Objects.requireNonNull(server.sockets().get(0).getsockname());
    await(thereAndBack(address.getPort()));
    for (int i = 0; i < 5; i++) {
      await(neverReads(address.getPort()));
      resets(address);
      await(breaksOff(address.getPort()));
    }
    // This one is still open when the loop is closed.
    await(connect(address.getPort()));
    server.close();
    server.abortClients();
    await(server.waitClosed());
    return done();
  }

  @Async
  private Coroutine<Connection> connect(int port) throws IOException {
    ConnectOptions.Builder options = ConnectOptions.builder();
    if (ssl != null) {
      options.ssl(ssl);
    }
    return openConnection(HOST, port, options.build());
  }

  @Async
  private Coroutine<Void> thereAndBack(int port) throws IOException {
    Connection client = await(connect(port));
    byte[] data = new byte[3 * MEBI];
    client.writer().write(data);
    assertThat(await(client.reader().readexactly(data.length))).hasSize(data.length);
    client.writer().close();
    await(client.writer().waitClosed());
    return done();
  }

  /**
   * Writes until neither side takes more; what waits is counted, and bounded by what was written.
   */
  @Async
  private Coroutine<Void> neverReads(int port) throws IOException {
    Connection client = await(connect(port));
    int written = 0;
    while (client.writer().transport().getWriteBufferSize() < MEBI) {
      client.writer().write(new byte[64 * 1024]);
      written += 64 * 1024;
      await(yieldNow());
    }
    assertThat(client.writer().transport().getWriteBufferSize())
        .isBetween(MEBI, Math.min(written, MEBI + 64 * 1024));
    client.writer().transport().abort();
    await(client.writer().waitClosed());
    return done();
  }

  /** Says the first bytes of a record, and of what is none. */
  @Async
  private static Coroutine<Void> breaksOff(int port) throws IOException {
    for (byte first : new byte[] {22, 'G'}) {
      Connection client = await(openConnection(HOST, port));
      client.writer().write(new byte[] {first, 3, 1, 1, 0, 1});
      await(client.writer().drain());
      client.writer().close();
      await(client.writer().waitClosed());
    }
    return done();
  }

  private static void resets(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(new byte[64 * 1024]);
      socket.setSoLinger(true, 0);
    }
  }
}
