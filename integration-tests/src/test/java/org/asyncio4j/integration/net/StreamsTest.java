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
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.IncompleteReadException;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.TransportSocket;
import org.junit.jupiter.api.Test;

/** Clients and servers on streams. */
class StreamsTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> echoLines(StreamReader reader, StreamWriter writer) throws IOException {
    for (byte[] line : each(reader)) {
      writer.write(line);
      await(writer.drain());
    }
    writer.close();
    await(writer.waitClosed());
    log.add("client gone");
    return done();
  }

  @Test
  void linesGoThereAndBackAndEitherSideSeesTheOthersEnd() throws Exception {
    run(conversation());
    assertThat(log).containsExactly("hello\n", "world\n", "client gone", "rest", "closed");
  }

  /** The same on a clock that jumps whenever nothing is to be done. */
  @Test
  void virtualClockWaitsForWhatIsOnTheWire() throws Exception {
    VirtualTime.run(conversation());
    assertThat(log).containsExactly("hello\n", "world\n", "client gone", "rest", "closed");
  }

  @Async
  private Coroutine<Void> conversation() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    client
        .writer()
        .writelines(List.of(bytes("hel"), bytes("lo\nwor"), bytes("ld\n"), bytes("rest")));
    log.add(text(await(client.reader().readline())));
    log.add(text(await(client.reader().readline())));
    client.writer().writeEof();
    log.add(text(await(client.reader().read())));
    client.writer().close();
    await(client.writer().waitClosed());
    server.close();
    await(server.waitClosed());
    log.add("closed");
    return done();
  }

  @Test
  void failedHandlerIsReportedAndItsClientDisconnected() throws Exception {
    run(failingHandler());
    assertThat(log)
        .containsExactly(
            "Unhandled exception in client_connected_cb: java.lang.IllegalStateException: oops",
            "end",
            "Unhandled exception in client_connected_cb: java.io.IOException: at once",
            "end");
  }

  @Async
  private Coroutine<Void> failingHandler() throws IOException {
    getRunningLoop().setExceptionHandler((loop, context) -> log.add(describe(context)));
    Server later =
        await(
            startServer(
                (reader, writer) -> {
                  await(reader.readline());
                  throw new IllegalStateException("oops");
                },
                HOST,
                0));
    await(sayAndExpectEnd(later));
    Server atOnce = await(startServer(this::refuse, HOST, 0));
    await(sayAndExpectEnd(atOnce));
    later.close();
    atOnce.close();
    await(later.waitClosed());
    await(atOnce.waitClosed());
    return done();
  }

  private Coroutine<Void> refuse(StreamReader reader, StreamWriter writer) throws IOException {
    throw new IOException("at once");
  }

  private static String describe(ExceptionContext context) {
    return context.message() + ": " + context.exception();
  }

  @Async
  private Coroutine<Void> sayAndExpectEnd(Server server) throws IOException {
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().write(bytes("x\n"));
    // A server that closes with something unread resets the connection.
    try {
      assertThat(await(client.reader().read())).isEmpty();
    } catch (SocketException e) {
      assertThat(e).hasMessage("Connection reset");
    }
    log.add("end");
    client.writer().close();
    return done();
  }

  @Test
  void cancelledHandlerDisconnectsItsClient() throws Exception {
    run(cancelledHandler());
    assertThat(log).containsExactly("cancelled", "");
  }

  @Async
  private Coroutine<Void> cancelledHandler() throws IOException {
    List<Task<?>> serving = new ArrayList<>();
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  serving.add(currentTask());
                  try {
                    await(reader.readline());
                  } catch (CancelledError e) {
                    log.add("cancelled");
                    throw e;
                  }
                  return done();
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    await(until(() -> !serving.isEmpty()));
    serving.get(0).cancel();
    log.add(text(await(client.reader().read())));
    client.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void resetIsSeenByReadDrainAndWaitClosed() throws Exception {
    run(reset());
    assertThat(log)
        .containsExactly(
            "read: java.net.SocketException: Connection reset",
            "read again: java.net.SocketException: Connection reset",
            "drain: java.net.SocketException: Connection reset",
            "waitClosed: java.net.SocketException: Connection reset",
            "true");
  }

  @Async
  private Coroutine<Void> reset() throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  TransportSocket socket =
                      (TransportSocket) Objects.requireNonNull(writer.getExtraInfo("socket"));
                  socket.setsockopt(java.net.StandardSocketOptions.SO_LINGER, 0);
                  writer.transport().abort();
                  return null;
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    await(failing("read", client.reader().read()));
    await(failing("read again", client.reader().readline()));
    await(failing("drain", client.writer().drain()));
    await(failing("waitClosed", client.writer().waitClosed()));
    log.add("" + client.writer().isClosing());
    client.writer().write(bytes("into the void"));
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Async
  private Coroutine<Void> failing(String what, Coroutine<?> coroutine) {
    try {
      await(coroutine);
      log.add(what + ": no failure");
    } catch (Exception e) {
      log.add(what + ": " + e);
    }
    return done();
  }

  @Test
  void drainAfterCloseFails() throws Exception {
    run(drainAfterClose());
    assertThat(log).containsExactly("drain: java.net.SocketException: Connection lost");
  }

  @Async
  private Coroutine<Void> drainAfterClose() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().close();
    await(failing("drain", client.writer().drain()));
    log.removeIf("client gone"::equals);
    server.close();
    return done();
  }

  @Test
  void writingAfterEofIsRefused() throws Exception {
    run(writeAfterEof());
    assertThat(log).containsExactly("Cannot call write() after write_eof()");
  }

  @Async
  private Coroutine<Void> writeAfterEof() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().writeEof();
    try {
      client.writer().write(bytes("x"));
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    client.writer().close();
    server.close();
    return done();
  }

  @Test
  void failuresToConnectAndToListenAreTheJdksOwn() throws Exception {
    run(cannotConnect());
    assertThat(log).hasSize(4);
    assertThat(log.get(0))
        .matches(
            "port in use: java.net.BindException: error while attempting to bind on address /127.0.0.1:\\d+: Address already in use");
    assertThat(log.get(1))
        .matches(
            "refused: java.net.ConnectException: Connect call failed /127.0.0.1:\\d+: Connection refused");
    assertThat(log.get(2))
        .startsWith("unknown: java.net.UnknownHostException: no-such-host.invalid");
    assertThat(log.get(3)).startsWith("cannot listen there: java.net.UnknownHostException");
  }

  @Async
  private Coroutine<Void> cannotConnect() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    int port = port(server);
    try {
      await(startServer(this::echoLines, HOST, port));
    } catch (BindException e) {
      log.add("port in use: " + e);
    }
    server.close();
    try {
      await(openConnection(HOST, port));
    } catch (ConnectException e) {
      log.add("refused: " + e);
    }
    try {
      await(openConnection("no-such-host.invalid", port));
    } catch (UnknownHostException e) {
      log.add("unknown: " + e);
    }
    try {
      await(startServer(this::echoLines, "no-such-host.invalid", 0));
    } catch (UnknownHostException e) {
      log.add("cannot listen there: " + e);
    }
    return done();
  }

  @Test
  void addressesAreTriedSideBySide() throws Exception {
    run(happyEyeballs());
    assertThat(log).containsExactly("x\n");
  }

  /** The machine's name for itself has one address or two; the server has the IPv4 one. */
  @Async
  private Coroutine<Void> happyEyeballs() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    ConnectOptions options =
        ConnectOptions.builder().happyEyeballsDelay(Duration.ofMillis(250)).build();
    Connection client = await(openConnection("localhost", port(server), options));
    client.writer().write(bytes("x\n"));
    log.add(text(await(client.reader().readline())));
    client.writer().close();
    server.close();
    return done();
  }

  @Test
  void serverKnowsItsSocketsAndClientsTheirAddresses() throws Exception {
    run(addresses());
    assertThat(log).containsExactly("same port", "loopback", "bound", "none");
  }

  @Async
  private Coroutine<Void> addresses() throws IOException {
    Server server = await(startServer(this::echoLines, null, 0));
    Connection client =
        await(
            openConnection(
                HOST,
                port(server),
                ConnectOptions.builder().localAddr(new InetSocketAddress(HOST, 0)).build()));
    InetSocketAddress peer =
        (InetSocketAddress) Objects.requireNonNull(client.writer().getExtraInfo("peername"));
    InetSocketAddress own =
        (InetSocketAddress) Objects.requireNonNull(client.writer().getExtraInfo("sockname"));
    log.add(peer.getPort() == port(server) ? "same port" : peer.toString());
    log.add(own.getAddress().isLoopbackAddress() ? "loopback" : own.toString());
    log.add(server.isServing() ? "bound" : "idle");
    client.writer().close();
    server.close();
    log.add(server.sockets().isEmpty() ? "none" : server.sockets().toString());
    return done();
  }

  @Test
  void serveForeverEndsInCancellationAndTakesItsClientsAlong() throws Exception {
    run(servingForever());
    assertThat(log)
        .containsExactly(
            "already being awaited", "client gone", "cancelled", "", "closed", "is closed");
  }

  @Async
  private Coroutine<Void> servingForever() throws IOException {
    Server server =
        await(
            startServer(
                this::echoLines, HOST, 0, ServerOptions.builder().startServing(false).build()));
    assertThat(server.isServing()).isFalse();
    Task<Void> serving = createTask(server.serveForever());
    await(yieldNow());
    assertThat(server.isServing()).isTrue();
    try {
      await(server.serveForever());
    } catch (IllegalStateException e) {
      log.add(
          e.getMessage().replaceAll(".*is (already being awaited) on serve_forever\\(\\)", "$1"));
    }
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().write(bytes("x\n"));
    await(client.reader().readline());
    serving.cancel();
    try {
      await(serving);
    } catch (CancelledError e) {
      log.add("cancelled");
    }
    log.add(text(await(client.reader().read())));
    client.writer().close();
    await(until(() -> log.contains("client gone")));
    await(server.waitClosed());
    log.add("closed");
    try {
      await(server.serveForever());
    } catch (IllegalStateException e) {
      log.add(e.getMessage().replaceAll("server .* (is closed)", "$1"));
    }
    return done();
  }

  @Test
  void waitClosedWaitsForClientsWhichCanBeClosedOrAborted() throws Exception {
    run(closingClients());
    assertThat(log).containsExactly("pending", "client gone", "closed");
  }

  @Async
  private Coroutine<Void> closingClients() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    Connection polite = await(openConnection(HOST, port(server)));
    polite.writer().write(bytes("x\n"));
    await(polite.reader().readline());
    server.close();
    Task<Void> waiting = createTask(server.waitClosed());
    await(yieldNow());
    await(yieldNow());
    log.add(waiting.isDone() ? "done" : "pending");
    server.closeClients();
    await(waiting);
    await(until(() -> log.contains("client gone")));
    assertThat(await(polite.reader().read())).isEmpty();
    polite.writer().close();
    log.add("closed");
    return done();
  }

  @Test
  void asContextManagerAServerIsClosedAtTheEnd() throws Exception {
    run(managed());
    assertThat(log).containsExactly("serving", "closed");
  }

  @Async
  private Coroutine<Void> managed() throws IOException {
    Server server = await(startServer(this::echoLines, HOST, 0));
    await(
        asyncWith(
            server,
            entered -> {
              log.add(entered.isServing() ? "serving" : "idle");
              await(yieldNow());
              return done();
            }));
    log.add(server.isServing() ? "serving" : "closed");
    return done();
  }

  @Test
  void readexactlyOfAConnectionThatEndsTellsWhatThereWas() throws Exception {
    run(incomplete());
    assertThat(log).containsExactly("3 bytes read on a total of 5 expected bytes", "abc");
  }

  @Async
  private Coroutine<Void> incomplete() throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  writer.write(bytes("abc"));
                  writer.close();
                  return null;
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    try {
      await(client.reader().readexactly(5));
    } catch (IncompleteReadException e) {
      log.add(e.getMessage());
      log.add(text(e.partial()));
    }
    client.writer().close();
    server.close();
    return done();
  }
}
