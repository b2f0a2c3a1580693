package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.NameInfo;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.SocketCalls.Accepted;
import org.asyncio4j.net.SocketCalls.Received;
import org.asyncio4j.net.SocketCalls.ReceivedInto;
import org.junit.jupiter.api.Test;

/** The loop's sock_* methods, and its readers and writers. */
class SocketCallsTest {
  private final List<Object> log = new ArrayList<>();

  @Async
  private static Coroutine<Void> turns(int count) {
    for (int i = 0; i < count; i++) {
      await(yieldNow());
    }
    return done();
  }

  private void send(SocketChannel channel, String text) throws IOException {
    assertThat(channel.write(ByteBuffer.wrap(bytes(text)))).isEqualTo(text.length());
  }

  /** What CPython prints for the same steps. */
  @Test
  void readersAndWritersRunInEachTurnUntilTheyAreRemoved() throws Exception {
    run(watched());
    assertThat(log)
        .containsExactly(
            "false false",
            List.of("second", "second"),
            List.of("second", "second", "writer", "second", "writer"),
            "true true false",
            List.of("writer", "reader removes"),
            List.of());
  }

  private void take(List<String> calls) {
    log.add(List.copyOf(calls));
    calls.clear();
  }

  @Async
  private Coroutine<Void> watched() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open()) {
      SocketChannel a = pair.a();
      log.add(loop.removeReader(a) + " " + loop.removeWriter(a));
      List<String> calls = new ArrayList<>();
      loop.addReader(a, () -> calls.add("first"));
      loop.addReader(a, () -> calls.add("second"));
      send(pair.b(), "xy");
      await(turns(3));
      take(calls);
      loop.addWriter(a, () -> calls.add("writer"));
      await(turns(3));
      take(calls);
      loop.addReader(
          a,
          () -> {
            calls.add("reader removes");
            log.add(loop.removeWriter(a) + " " + loop.removeReader(a) + " " + loop.removeReader(a));
          });
      await(turns(3));
      take(calls);
      await(turns(3));
      take(calls);
    }
    return done();
  }

  @Test
  void whatCannotBeWatchedIsRefused() throws Exception {
    run(refused());
    assertThat(log.get(0)).isEqualTo("the socket must be non-blocking");
    assertThat(log.get(1)).asString().endsWith("cannot be read from");
    assertThat(log.get(2)).asString().endsWith("cannot be written to");
    assertThat(log.get(3))
        .asString()
        .startsWith("File descriptor of java.nio.channels.SocketChannel[")
        .endsWith("] is used by a transport, or by another selector");
    assertThat(log.subList(4, 6)).containsExactly("closed", "the socket must be non-blocking");
  }

  @Async
  private Coroutine<Void> refused() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open()) {
      Pipe pipe = Pipe.open();
      pipe.sink().configureBlocking(false);
      pipe.source().configureBlocking(false);
      pair.b().configureBlocking(true);
      logFailure(() -> loop.addReader(pair.b(), () -> {}));
      logFailure(() -> loop.addReader(pipe.sink(), () -> {}));
      logFailure(() -> loop.addWriter(pipe.source(), () -> {}));
      Connection connection =
          await(openConnection(null, 0, ConnectOptions.builder().sock(pair.a()).build()));
      logFailure(() -> loop.addReader(pair.a(), () -> {}));
      connection.writer().transport().abort();
      await(turns(2));
      logFailure(() -> loop.addReader(pair.a(), () -> {}));
      try {
        await(loop.sockRecv(pair.b(), 1));
      } catch (IllegalArgumentException e) {
        log.add(e.getMessage());
      }
      pipe.sink().close();
      pipe.source().close();
    }
    return done();
  }

  /** Something that fails. */
  private interface Attempt {
    void go() throws IOException;
  }

  private void logFailure(Attempt attempt) {
    try {
      attempt.go();
      log.add("no failure");
    } catch (ClosedChannelException e) {
      log.add("closed");
    } catch (IOException | RuntimeException e) {
      log.add(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void callbacksRunInTheContextThatTheyWereAddedIn() throws Exception {
    run(contexts());
    assertThat(log).containsExactly("added");
  }

  @Async
  private Coroutine<Void> contexts() throws IOException {
    EventLoop loop = getRunningLoop();
    ContextVar<String> variable = new ContextVar<>("variable", "default");
    try (ChannelPair pair = ChannelPair.open()) {
      loop.addWriter(pair.a(), () -> {});
      variable.set("added");
      loop.addReader(
          pair.a(),
          () -> {
            log.add(variable.get());
            loop.removeReader(pair.a());
          });
      variable.set("later");
      send(pair.b(), "x");
      await(turns(3));
      loop.removeWriter(pair.a());
    }
    return done();
  }

  @Test
  void bytesGoThereAndBackUntilTheEnd() throws Exception {
    run(echoed());
    assertThat(log)
        .containsExactly("b", "ytes", "", 3, "abc", 0, 0, "", "negative buffersize in recv");
  }

  @Async
  private Coroutine<Void> echo(ServerSocketChannel listening) throws IOException {
    EventLoop loop = getRunningLoop();
    Accepted accepted = await(loop.sockAccept(listening));
    try (SocketChannel conn = accepted.conn()) {
      assertThat(conn.isBlocking()).isFalse();
      assertThat(accepted.address()).isEqualTo(conn.getRemoteAddress());
      for (byte[] data = await(loop.sockRecv(conn, 100_000));
          data.length > 0;
          data = await(loop.sockRecv(conn, 100_000))) {
        await(loop.sockSendall(conn, data));
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> echoed() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ServerSocketChannel listening = ChannelPair.listen();
        SocketChannel sock = SocketChannel.open()) {
      listening.configureBlocking(false);
      sock.configureBlocking(false);
      Task<Void> echo = createTask(echo(listening));
      await(yieldNow());
      await(loop.sockConnect(sock, listening.getLocalAddress()));
      await(loop.sockSendall(sock, bytes("bytes")));
      log.add(text(await(loop.sockRecv(sock, 1))));
      log.add(text(await(loop.sockRecv(sock, 10))));
      log.add(text(await(loop.sockRecv(sock, 0))));
      await(loop.sockSendall(sock, bytes("abc")));
      ByteBuffer buffer = ByteBuffer.allocate(10);
      log.add(await(loop.sockRecvInto(sock, buffer)));
      log.add(text(Arrays.copyOf(buffer.array(), buffer.position())));
      log.add(await(loop.sockRecvInto(sock, ByteBuffer.allocate(0))));
      byte[] much = new byte[20_000_000];
      new Random(1).nextBytes(much);
      Task<Void> sending = createTask(loop.sockSendall(sock, much));
      ByteBuffer back = ByteBuffer.allocate(much.length);
      while (back.hasRemaining()) {
        await(loop.sockRecvInto(sock, back));
      }
      await(sending);
      assertThat(Arrays.equals(back.array(), much)).isTrue();
      sock.shutdownOutput();
      log.add(await(loop.sockRecvInto(sock, buffer)));
      log.add(text(await(loop.sockRecv(sock, 10))));
      await(echo);
      try {
        await(loop.sockRecv(sock, -1));
      } catch (IllegalArgumentException e) {
        log.add(e.getMessage());
      }
    }
    return done();
  }

  @Test
  void aCancelledReceiverLosesNothingEvenAsDataComes() throws Exception {
    run(cancelledReceivers());
    assertThat(log)
        .containsExactly(
            "cancelled", "no reader", "told, then cancelled", "cancelled", "again", "cancelled");
  }

  @Async
  private Coroutine<Void> cancelledReceivers() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open()) {
      SocketChannel a = pair.a();
      Task<byte[]> idle = createTask(loop.sockRecv(a, 10));
      await(yieldNow());
      idle.cancel();
      await(expectCancelled(idle));
      log.add(loop.removeReader(a) ? "reader" : "no reader");
      Task<byte[]> receiver = createTask(loop.sockRecv(a, 10));
      await(yieldNow());
      send(pair.b(), "again");
      // Of one channel readers are told before writers: the receiver knows already.
      loop.addWriter(
          a,
          () -> {
            log.add("told, then cancelled");
            receiver.cancel();
            loop.removeWriter(a);
          });
      await(expectCancelled(receiver));
      log.add(text(await(loop.sockRecv(a, 10))));
      try (ServerSocketChannel listening = ChannelPair.listen()) {
        listening.configureBlocking(false);
        Task<Accepted> accepting = createTask(loop.sockAccept(listening));
        await(yieldNow());
        accepting.cancel();
        await(expectCancelled(accepting));
        try (SocketChannel client = SocketChannel.open(listening.getLocalAddress())) {
          Accepted accepted = await(loop.sockAccept(listening));
          assertThat(accepted.address()).isEqualTo(client.getLocalAddress());
          accepted.conn().close();
        }
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> expectCancelled(Task<?> task) {
    try {
      await(task);
      log.add("not cancelled");
    } catch (CancelledError e) {
      log.add("cancelled");
    }
    return done();
  }

  /** As in CPython: the earlier one waits for ever. */
  @Test
  void aSecondReceiverTakesThePlaceOfTheFirst() throws Exception {
    run(secondReceiver());
    assertThat(log).containsExactly("later", "first waits", "cancelled", "more");
  }

  @Async
  private Coroutine<Void> secondReceiver() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ChannelPair pair = ChannelPair.open()) {
      Task<Integer> first = createTask(loop.sockRecvInto(pair.a(), ByteBuffer.allocate(4)));
      await(yieldNow());
      Task<byte[]> second = createTask(loop.sockRecv(pair.a(), 10));
      await(yieldNow());
      send(pair.b(), "later");
      log.add(text(await(second)));
      log.add(first.isDone() ? "first is done" : "first waits");
      Task<byte[]> third = createTask(loop.sockRecv(pair.a(), 10));
      await(yieldNow());
      // Its end does not take the third one's place away.
      first.cancel();
      await(expectCancelled(first));
      send(pair.b(), "more");
      log.add(text(await(third)));
    }
    return done();
  }

  @Test
  void channelsAreTheirOwnersWheneverNobodyWaits() throws Exception {
    try (ChannelPair pair = ChannelPair.open()) {
      run(leftAlone(pair));
      assertThat(pair.a().isOpen()).isTrue();
      pair.a().close();
      assertThat(log).containsExactly("closed", "closed", "closed");
    }
  }

  @Async
  private Coroutine<Void> leftAlone(ChannelPair pair) throws IOException {
    EventLoop loop = getRunningLoop();
    Task<byte[]> receiver = createTask(loop.sockRecv(pair.a(), 10));
    await(yieldNow());
    send(pair.b(), "x");
    await(receiver);
    // Would throw IllegalBlockingModeException while it is registered.
    pair.a().configureBlocking(true);
    pair.a().configureBlocking(false);
    // Straight after another: the selector has not forgotten the first registration.
    for (int i = 0; i < 3; i++) {
      loop.addReader(pair.a(), () -> {});
      loop.removeReader(pair.a());
    }
    loop.addReader(pair.a(), () -> {});
    SocketChannel closed = SocketChannel.open();
    closed.close();
    for (Coroutine<?> call :
        List.of(
            loop.sockRecv(closed, 1),
            loop.sockSendall(closed, bytes("x")),
            loop.sockConnect(closed, new InetSocketAddress(HOST, 1)))) {
      try {
        await(call, IOException.class);
      } catch (ClosedChannelException e) {
        log.add("closed");
      }
    }
    return done();
  }

  @Test
  void connectingResolvesNamesAndSaysWhatFailed() throws Exception {
    run(connecting());
    assertThat(log.get(0)).isEqualTo("connected");
    assertThat(log.get(1))
        .asString()
        .startsWith("java.net.ConnectException: Connect call failed /127.0.0.1:")
        .endsWith(": Connection refused");
    assertThat(log.get(2)).asString().startsWith("java.net.UnknownHostException");
  }

  @Async
  private Coroutine<Void> connecting() throws IOException {
    EventLoop loop = getRunningLoop();
    int port;
    try (ServerSocketChannel listening = ChannelPair.listen()) {
      port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
      await(connect(InetSocketAddress.createUnresolved("localhost", port)));
    }
    await(connect(new InetSocketAddress(HOST, port)));
    await(connect(InetSocketAddress.createUnresolved("no-such-host.invalid", 1)));
    return done();
  }

  @Async
  private Coroutine<Void> connect(SocketAddress address) {
    try (SocketChannel sock = SocketChannel.open()) {
      sock.configureBlocking(false);
      await(getRunningLoop().sockConnect(sock, address));
      log.add(sock.isConnected() ? "connected" : "not connected");
    } catch (IOException e) {
      log.add(e.toString());
    }
    return done();
  }

  @Test
  void datagrams() throws Exception {
    run(datagramsGo());
    assertThat(log).containsExactly(5, "hello", 4, "some", "cancelled", 0, "kept", "by recv");
  }

  @Async
  private Coroutine<Void> datagramsGo() throws IOException {
    EventLoop loop = getRunningLoop();
    try (DatagramChannel a = DatagramChannel.open();
        DatagramChannel b = DatagramChannel.open()) {
      a.configureBlocking(false);
      b.configureBlocking(false);
      a.bind(new InetSocketAddress(HOST, 0));
      b.bind(new InetSocketAddress(HOST, 0));
      SocketAddress toA = a.getLocalAddress();
      Task<Received> waiting = createTask(loop.sockRecvfrom(a, 100));
      await(yieldNow());
      log.add(await(loop.sockSendto(b, bytes("hello"), toA)));
      Received received = await(waiting);
      log.add(text(received.data()));
      assertThat(received.address()).isEqualTo(b.getLocalAddress());
      await(loop.sockSendto(b, bytes("some more than fits"), toA));
      ByteBuffer buffer = ByteBuffer.allocate(4);
      ReceivedInto into = await(loop.sockRecvfromInto(a, buffer));
      log.add(into.nbytes());
      log.add(text(buffer.array()));
      assertThat(into.address()).isEqualTo(b.getLocalAddress());
      Task<Received> cancelled = createTask(loop.sockRecvfrom(a, 100));
      await(yieldNow());
      await(loop.sockSendto(b, bytes(""), toA));
      await(loop.sockSendto(b, bytes("kept"), toA));
      cancelled.cancel();
      await(expectCancelled(cancelled));
      log.add(await(loop.sockRecvfrom(a, 100)).data().length);
      log.add(text(await(loop.sockRecvfrom(a, 100)).data()));
      await(loop.sockSendto(b, bytes("by recv"), toA));
      log.add(text(await(loop.sockRecv(a, 100))));
    }
    return done();
  }

  @Test
  void pipesOfTheJdkAreReadAndWritten() throws Exception {
    run(pipes());
    assertThat(log).containsExactly("through the pipe", "");
  }

  @Async
  private Coroutine<Void> pipes() throws IOException {
    EventLoop loop = getRunningLoop();
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source()) {
      source.configureBlocking(false);
      pipe.sink().configureBlocking(false);
      Task<byte[]> reading = createTask(loop.sockRecv(source, 100));
      await(yieldNow());
      await(loop.sockSendall(pipe.sink(), bytes("through the pipe")));
      log.add(text(await(reading)));
      pipe.sink().close();
      log.add(text(await(loop.sockRecv(source, 100))));
    }
    return done();
  }

  @Test
  void acceptedConnectionsBecomeTransports() throws Exception {
    run(accepted());
    assertThat(log).containsExactly("hello\n");
  }

  @Async
  private Coroutine<Void> accepted() throws IOException {
    EventLoop loop = getRunningLoop();
    try (ServerSocketChannel listening = ChannelPair.listen()) {
      listening.configureBlocking(false);
      Task<Accepted> accepting = createTask(loop.sockAccept(listening));
      InetSocketAddress address = (InetSocketAddress) listening.getLocalAddress();
      Connection client = await(openConnection(HOST, address.getPort()));
      SocketChannel conn = await(accepting).conn();
      await(loop.connectAcceptedSocket(EchoProtocol::new, conn));
      client.writer().write(bytes("hello\n"));
      log.add(text(await(client.reader().readline())));
      client.writer().close();
    }
    return done();
  }

  @Test
  void aLoopThatClosesLetsGoOfChannels() throws Exception {
    try (ChannelPair pair = ChannelPair.open()) {
      EventLoop loop = newEventLoop();
      loop.runUntilComplete(
          async(
              () -> {
                loop.addReader(pair.a(), () -> {});
                return done();
              }));
      loop.close();
      assertThat(pair.a().isOpen()).isTrue();
      assertThat(loop.removeReader(pair.a())).isFalse();
      logFailure(() -> loop.addReader(pair.a(), () -> {}));
      assertThat(log).containsExactly("Event loop is closed");
    }
  }

  /** Both at once: a server of streams, and a client of sock_* calls. */
  @Test
  void streamsAndSocketCallsShareALoop() throws Exception {
    run(shared());
    assertThat(log).containsExactly("answer");
  }

  @Async
  private Coroutine<Void> shared() throws IOException {
    EventLoop loop = getRunningLoop();
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  await(reader.readline());
                  writer.write(bytes("answer"));
                  writer.close();
                  return done();
                },
                HOST,
                0));
    try (SocketChannel sock = SocketChannel.open()) {
      sock.configureBlocking(false);
      await(loop.sockConnect(sock, new InetSocketAddress(HOST, port(server))));
      await(loop.sockSendall(sock, bytes("question\n")));
      log.add(text(await(loop.sockRecv(sock, 100))));
    }
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void addressesHaveNames() throws Exception {
    run(names());
    assertThat(log).containsExactly("80", "java.net.UnknownHostException: not-resolved");
  }

  @Async
  private Coroutine<Void> names() throws IOException {
    EventLoop loop = getRunningLoop();
    InetAddress address = InetAddress.getByName(HOST);
    NameInfo info = await(loop.getnameinfo(new InetSocketAddress(address, 80)));
    assertThat(info.host()).isEqualTo(address.getCanonicalHostName());
    log.add(info.service());
    try {
      await(loop.getnameinfo(InetSocketAddress.createUnresolved("not-resolved", 80)));
    } catch (UnknownHostException e) {
      log.add(e.toString());
    }
    return done();
  }
}
