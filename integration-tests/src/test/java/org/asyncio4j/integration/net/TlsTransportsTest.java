package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.ProtocolConnection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transports over TLS, and how they hold back, stop and end. */
class TlsTransportsTest {
  private static SSLContext trusted;

  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    trusted = Certificates.makeIn(folder).context();
  }

  /** Notes what it is told. */
  private class Noting implements Protocol {
    @Nullable Transport transport;

    Transport transport() {
      return Objects.requireNonNull(transport);
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(byte[] data) {
      log.add(text(data));
    }

    @Override
    public boolean eofReceived() {
      log.add("eof");
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      log.add("lost " + failure);
    }
  }

  private static ConnectOptions client() {
    return ConnectOptions.builder().ssl(trusted).build();
  }

  private static ServerOptions server() {
    return ServerOptions.builder().ssl(trusted).build();
  }

  /** A protocol's connection to a server of streams, which a handler serves. */
  @Async
  private <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> connect(
      P protocol, Server server) throws IOException {
    return getRunningLoop()
        .<P>createConnection(() -> protocol, "localhost", port(server), client());
  }

  @Async
  private static Coroutine<Void> threeRecordsAndGone(StreamReader reader, StreamWriter writer)
      throws IOException {
    await(reader.readline());
    for (String record : List.of("one", "two", "three")) {
      writer.write(bytes(record));
    }
    writer.close();
    return done();
  }

  @Test
  void whatFollowsAPauseWaitsInOrder() throws Exception {
    run(pause());
    assertThat(log).containsExactly("one", "two", "three", "eof", "lost null");
  }

  @Async
  private Coroutine<Void> pause() throws IOException {
    Server server = await(startServer(TlsTransportsTest::threeRecordsAndGone, HOST, 0, server()));
    Noting pausing =
        new Noting() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            transport().pauseReading();
          }
        };
    Transport transport = await(connect(pausing, server)).transport();
    transport.write(bytes("go\n"));
    for (int records = 1; records <= 3; records++) {
      int expected = records;
      await(until(() -> log.size() >= expected));
      for (int i = 0; i < 50; i++) {
        await(yieldNow());
      }
      assertThat(log).hasSize(records);
      assertThat(transport.isReading()).isFalse();
      transport.resumeReading();
      // Not from within the call.
      assertThat(log).hasSize(records);
    }
    await(until(() -> log.contains("lost null")));
    server.close();
    return done();
  }

  @Test
  void closingWhileReadingIsPausedStillSeesTheCloseNotify() throws Exception {
    VirtualTime.run(closeWhilePaused());
    assertThat(log).containsExactly("one", "lost null", "PT0S");
  }

  @Async
  private Coroutine<Void> closeWhilePaused() throws IOException {
    EventLoop loop = getRunningLoop();
    Server server = await(startServer(TlsTransportsTest::threeRecordsAndGone, HOST, 0, server()));
    Noting pausing =
        new Noting() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            transport().pauseReading();
          }
        };
    Transport transport = await(connect(pausing, server)).transport();
    var start = loop.time();
    transport.write(bytes("go\n"));
    await(until(() -> !log.isEmpty()));
    transport.close();
    await(until(() -> log.contains("lost null")));
    log.add(String.valueOf(loop.time().minus(start)));
    server.close();
    return done();
  }

  @Test
  void bufferedProtocolGetsItsDataInItsOwnBuffer() throws Exception {
    run(buffered());
    assertThat(log).containsExactly("abcd", "efgh", "ij", "eof");
  }

  @Async
  private Coroutine<Void> buffered() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4);
    BufferedProtocol small =
        new BufferedProtocol() {
          @Override
          public ByteBuffer getBuffer(int sizeHint) {
            return buffer.clear();
          }

          @Override
          public void bufferUpdated(int count) {
            log.add(text(Arrays.copyOf(buffer.array(), count)));
          }

          @Override
          public boolean eofReceived() {
            log.add("eof");
            return false;
          }
        };
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  writer.write(bytes("abcdefghij"));
                  writer.close();
                  return done();
                },
                HOST,
                0,
                server()));
    await(connect(small, server));
    await(until(() -> log.contains("eof")));
    server.close();
    return done();
  }

  @Test
  void writersAreToldToPauseAtHalfAMegabyte() throws Exception {
    run(waterMarks());
    assertThat(log).containsExactly("pause", "resume", "pause", "resume", "lost null");
  }

  @Async
  private Coroutine<Void> waterMarks() throws IOException {
    List<StreamReader> readers = new ArrayList<>();
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  readers.add(reader);
                  return null;
                },
                HOST,
                0,
                server()));
    Noting writing =
        new Noting() {
          @Override
          public void pauseWriting() {
            log.add("pause");
          }

          @Override
          public void resumeWriting() {
            log.add("resume");
          }
        };
    Transport transport = await(connect(writing, server)).transport();
    assertThat(transport.getWriteBufferLimits().high()).isEqualTo(512 * 1024);
    assertThat(transport.getWriteBufferLimits().low()).isEqualTo(128 * 1024);
    await(until(() -> !readers.isEmpty()));
    int written = await(fill(transport, 512 * 1024));
    await(readers.get(0).readexactly(written));
    await(until(() -> log.contains("resume")));
    assertThat(transport.getWriteBufferSize()).isLessThanOrEqualTo(128 * 1024);
    transport.setWriteBufferLimits(100_000, 0);
    written = await(fill(transport, 100_000));
    await(readers.get(0).readexactly(written));
    await(until(() -> log.size() == 4));
    transport.abort();
    assertThat(transport.isClosing()).isTrue();
    await(until(() -> log.contains("lost null")));
    server.close();
    return done();
  }

  /** Writes until it is told to pause, and then no more. */
  @Async
  private Coroutine<Integer> fill(Transport transport, int high) {
    int paused = log.size() + 1;
    byte[] block = new byte[10_000];
    int written = 0;
    while (log.size() < paused) {
      // Beside its own the transport may have filled those of the connection underneath.
      assertThat(transport.getWriteBufferSize()).isLessThan(high + 256 * 1024);
      transport.write(block);
      written += block.length;
    }
    assertThat(transport.getWriteBufferSize()).isGreaterThan(high);
    return done(written);
  }

  @Test
  void tlsBeginsBehindWhatWasWrittenBefore() throws Exception {
    run(unsent());
    assertThat(log).containsExactly("in the clear", "encrypted\n");
  }

  @Async
  private Coroutine<Void> unsent() throws IOException {
    byte[] clear = new byte[20_000_000];
    new Random(1).nextBytes(clear);
    EventLoop loop = getRunningLoop();
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  Transport raw = (Transport) writer.transport();
                  raw.write(clear);
                  assertThat(raw.getWriteBufferSize()).isPositive();
                  // Not through the writer, which would wait until it is out.
                  Transport over =
                      await(loop.startTls(raw, raw.getProtocol(), trusted, TlsOptions.server()));
                  over.write(bytes("encrypted\n"));
                  over.close();
                  return null;
                },
                HOST,
                0));
    Connection client = await(openConnection("localhost", port(server)));
    byte[] got = await(client.reader().readexactly(clear.length));
    log.add(Arrays.equals(got, clear) ? "in the clear" : "garbled");
    await(client.writer().startTls(trusted, TlsOptions.client().withServerHostname("localhost")));
    log.add(text(await(client.reader().read())));
    client.writer().close();
    server.close();
    return done();
  }

  @Test
  void tlsWithinTls() throws Exception {
    run(twice());
    assertThat(log).containsExactly("outer\n", "inner\n", "");
  }

  @Async
  private static Coroutine<Void> echoOverInner(StreamReader reader, StreamWriter writer)
      throws IOException {
    writer.write(await(reader.readline()));
    await(writer.startTls(trusted));
    for (byte[] line : each(reader)) {
      writer.write(line);
    }
    writer.close();
    return done();
  }

  @Async
  private Coroutine<Void> twice() throws IOException {
    Server server = await(startServer(TlsTransportsTest::echoOverInner, HOST, 0, server()));
    Connection client = await(openConnection("localhost", port(server), client()));
    StreamWriter writer = client.writer();
    writer.write(bytes("outer\n"));
    log.add(text(await(client.reader().readline())));
    await(writer.startTls(trusted, TlsOptions.client().withServerHostname("localhost")));
    writer.write(bytes("inner\n"));
    log.add(text(await(client.reader().readline())));
    writer.close();
    await(writer.waitClosed());
    log.add(text(await(client.reader().read())));
    server.close();
    return done();
  }

  @Test
  void serverClosesItsClientsUnderneath() throws Exception {
    run(closedClients());
    assertThat(log).containsExactly("hello", "lost null", "lost null");
  }

  @Async
  private Coroutine<Void> closedClients() throws IOException {
    Server server =
        await(
            getRunningLoop()
                .createServer(
                    () ->
                        new Noting() {
                          @Override
                          public void connectionMade(Transport made) {
                            made.write(bytes("hello"));
                          }
                        },
                    HOST,
                    0,
                    server()));
    await(connect(new Noting(), server));
    await(until(() -> log.contains("hello")));
    server.closeClients();
    await(until(() -> log.size() == 3));
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void failureOfAProtocolEndsItsConnection() throws Exception {
    run(failingProtocol());
    assertThat(log)
        .containsExactly(
            "Fatal error on SSL transport: no such word",
            "lost java.lang.IllegalArgumentException: no such word");
  }

  @Async
  private Coroutine<Void> failingProtocol() throws IOException {
    getRunningLoop()
        .setExceptionHandler(
            (loop, context) ->
                log.add(
                    context.message()
                        + ": "
                        + Objects.requireNonNull(context.exception()).getMessage()));
    Server server = await(startServer(TlsTransportsTest::threeRecordsAndGone, HOST, 0, server()));
    Noting failing =
        new Noting() {
          @Override
          public void dataReceived(byte[] data) {
            throw new IllegalArgumentException("no such word");
          }
        };
    await(connect(failing, server)).transport().write(bytes("go\n"));
    await(until(() -> log.size() == 2));
    server.close();
    return done();
  }
}
