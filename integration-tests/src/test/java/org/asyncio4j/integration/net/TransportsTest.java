package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.ProtocolConnection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Protocols, called as asyncio calls them. */
class TransportsTest {
  private final List<String> log = new ArrayList<>();

  /** Notes what it is told. */
  private class Noting implements Protocol {
    final String name;
    @Nullable Transport transport;

    Noting(String name) {
      this.name = name;
    }

    Transport transport() {
      return Objects.requireNonNull(transport);
    }

    void note(String what) {
      log.add(name + " " + what);
    }

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
      note("made");
    }

    @Override
    public void dataReceived(byte[] data) {
      note(text(data));
    }

    @Override
    public boolean eofReceived() {
      note("eof");
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      note("lost " + failure);
    }
  }

  @Test
  void callsComeInOrder() throws Exception {
    run(order());
    // Which of the two the system tells first is its affair.
    assertThat(log.stream().filter(call -> call.startsWith("server")))
        .containsExactly("server made", "server hello", "server eof", "server lost null");
    assertThat(log.stream().filter(call -> !call.startsWith("server")))
        .containsExactly("client made", "ready", "client bye", "client eof", "client lost null");
    assertThat(log).containsSubsequence("ready", "server hello", "server eof", "client bye");
  }

  @Async
  private Coroutine<Void> order() throws IOException {
    EventLoop loop = getRunningLoop();
    Server server =
        await(
            loop.createServer(
                () ->
                    new Noting("server") {
                      @Override
                      public boolean eofReceived() {
                        transport().write(bytes("bye"));
                        return super.eofReceived();
                      }
                    },
                HOST,
                0));
    ProtocolConnection<Noting> connection =
        await(loop.createConnection(() -> new Noting("client"), HOST, port(server)));
    assertThat(connection.transport()).isSameAs(connection.protocol().transport());
    log.add("ready");
    connection.transport().write(bytes("hello"));
    connection.transport().writeEof();
    await(until(() -> log.contains("client lost null")));
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void bufferedProtocolGetsItsDataInItsOwnBuffer() throws Exception {
    run(buffered());
    assertThat(log).containsExactly("abcd", "efgh", "ij", "eof");
  }

  @Async
  private Coroutine<Void> buffered() throws IOException {
    EventLoop loop = getRunningLoop();
    ByteBuffer buffer = ByteBuffer.allocate(4);
    BufferedProtocol small =
        new BufferedProtocol() {
          @Override
          public ByteBuffer getBuffer(int sizeHint) {
            return buffer.clear();
          }

          @Override
          public void bufferUpdated(int count) {
            log.add(new String(buffer.array(), 0, count, java.nio.charset.StandardCharsets.UTF_8));
          }

          @Override
          public boolean eofReceived() {
            log.add("eof");
            return false;
          }
        };
    Server server = await(loop.createServer(() -> small, HOST, 0));
    ProtocolConnection<Protocol> client =
        await(loop.createConnection(() -> new Protocol() {}, HOST, port(server)));
    client.transport().write(bytes("abcdefghij"));
    client.transport().close();
    await(until(() -> log.contains("eof")));
    server.close();
    return done();
  }

  @Test
  void failingProtocolIsReportedAndItsConnectionLost() throws Exception {
    run(failing());
    assertThat(log.subList(0, 2)).containsExactlyInAnyOrder("server made", "client made");
    assertThat(log.subList(2, log.size()))
        .containsExactly(
            "Fatal error: protocol.data_received() call failed.: oops",
            "server lost java.lang.IllegalStateException: oops",
            "client eof",
            "client lost null");
  }

  @Async
  private Coroutine<Void> failing() throws IOException {
    EventLoop loop = getRunningLoop();
    loop.setExceptionHandler(
        (ignored, context) ->
            log.add(
                context.message()
                    + ": "
                    + Objects.requireNonNull(context.exception()).getMessage()));
    Server server =
        await(
            loop.createServer(
                () ->
                    new Noting("server") {
                      @Override
                      public void dataReceived(byte[] data) {
                        throw new IllegalStateException("oops");
                      }
                    },
                HOST,
                0));
    ProtocolConnection<Noting> client =
        await(loop.createConnection(() -> new Noting("client"), HOST, port(server)));
    client.transport().write(bytes("x"));
    await(until(() -> log.contains("client lost null")));
    server.close();
    return done();
  }

  @Test
  void pausedTransportReceivesNothingAndAProtocolCanBeReplaced() throws Exception {
    run(pausing());
    assertThat(log)
        .containsExactly("first made", "paused", "resumed", "second x", "second lost null");
  }

  @Async
  private Coroutine<Void> pausing() throws IOException {
    EventLoop loop = getRunningLoop();
    List<Transport> served = new ArrayList<>();
    Server server =
        await(
            loop.createServer(
                () ->
                    new Protocol() {
                      @Override
                      public void connectionMade(Transport transport) {
                        served.add(transport);
                        transport.write(bytes("x"));
                      }
                    },
                HOST,
                0));
    ProtocolConnection<Noting> client =
        await(loop.createConnection(() -> new Noting("first"), HOST, port(server)));
    client.transport().pauseReading();
    client.transport().pauseReading();
    assertThat(client.transport().isReading()).isFalse();
    await(until(() -> !served.isEmpty()));
    for (int i = 0; i < 100; i++) {
      await(yieldNow());
    }
    log.add("paused");
    client.transport().setProtocol(new Noting("second"));
    log.add("resumed");
    client.transport().resumeReading();
    await(until(() -> log.contains("second x")));
    client.transport().abort();
    await(until(() -> log.contains("second lost null")));
    server.close();
    return done();
  }

  @Test
  void failingFactoryIsReportedAndTheClientDisconnected() throws Exception {
    run(failingFactory());
    assertThat(log.subList(0, 2))
        .containsExactlyInAnyOrder(
            "Error on transport creation for incoming connection: no protocol", "client made");
    assertThat(log.subList(2, log.size())).containsExactly("client eof", "client lost null");
  }

  @Async
  private Coroutine<Void> failingFactory() throws IOException {
    EventLoop loop = getRunningLoop();
    loop.setExceptionHandler(
        (ignored, context) ->
            log.add(
                context.message()
                    + ": "
                    + Objects.requireNonNull(context.exception()).getMessage()));
    Server server =
        await(
            loop.createServer(
                () -> {
                  throw new IllegalStateException("no protocol");
                },
                HOST,
                0));
    await(loop.createConnection(() -> new Noting("client"), HOST, port(server)));
    await(until(() -> log.contains("client lost null")));
    server.close();
    return done();
  }

  @Test
  void closingWhenToldToResumeEndsTheConnectionOnce() throws Exception {
    run(closedWhenResumed());
    assertThat(log).containsExactly("client made", "pause", "resume", "client lost null");
  }

  @Async
  private Coroutine<Void> closedWhenResumed() throws IOException {
    EventLoop loop = getRunningLoop();
    byte[] much = new byte[20_000_000];
    int[] received = {0};
    Server server =
        await(
            loop.createServer(
                () ->
                    new Protocol() {
                      @Override
                      public void dataReceived(byte[] data) {
                        received[0] += data.length;
                      }
                    },
                HOST,
                0));
    Noting closing =
        new Noting("client") {
          @Override
          public void pauseWriting() {
            log.add("pause");
          }

          @Override
          public void resumeWriting() {
            log.add("resume");
            transport().close();
          }
        };
    Transport transport =
        await(loop.createConnection(() -> closing, HOST, port(server))).transport();
    transport.setWriteBufferLimits(0, 0);
    transport.write(much);
    await(until(() -> received[0] == much.length && log.contains("client lost null")));
    for (int i = 0; i < 10; i++) {
      await(yieldNow());
    }
    server.close();
    return done();
  }
}
