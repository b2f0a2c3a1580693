package org.asyncio4j.integration.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.netty.GroupServer;
import org.asyncio4j.netty.LoopGroup;
import org.asyncio4j.netty.Netty;
import org.asyncio4j.netty.TransportKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops side by side, and servers on all of them. */
class LoopGroupTest {
  private static final String HOST = "127.0.0.1";

  /** How many clients each thread has served. */
  private final Map<String, AtomicInteger> served = new ConcurrentHashMap<>();

  private static LoopGroup group(int loops, TransportKind kind) {
    assumeTrue(kind.isAvailable(), () -> kind + " is not available here");
    return Netty.loopGroup(loops, kind);
  }

  /** Answers one line, in capitals. */
  @Async
  private Coroutine<Void> upper(StreamReader reader, StreamWriter writer) throws IOException {
    String begun = Thread.currentThread().getName();
    byte[] line = await(reader.readline());
    await(yieldNow());
    assertThat(Thread.currentThread().getName()).isEqualTo(begun);
    served.computeIfAbsent(begun, name -> new AtomicInteger()).incrementAndGet();
    writer.write(new String(line).toUpperCase().getBytes());
    writer.close();
    return done();
  }

  private static String ask(InetSocketAddress address, String question) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write((question + "\n").getBytes());
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreSpreadOverTheLoops(TransportKind kind) throws IOException {
    try (LoopGroup group = group(3, kind);
        GroupServer server = group.startServer(this::upper, HOST, 0)) {
      assertThat(server.addresses()).hasSize(1);
      InetSocketAddress address = server.addresses().get(0);
      for (int i = 0; i < 90; i++) {
        assertThat(ask(address, "client " + i)).isEqualTo("CLIENT " + i);
      }
      assertThat(served.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(90);
      if (kind == TransportKind.NIO) {
        // Handed over in turn.
        assertThat(served.values()).hasSize(3).allMatch(count -> count.get() == 30);
      } else {
        // By the system's hash of the two addresses.
        assertThat(served).hasSizeGreaterThan(1);
      }
      server.close();
      // Refused; or reset, if io_uring has not yet done with an accept.
      assertThatThrownBy(() -> ask(address, "too late")).isInstanceOf(SocketException.class);
      server.waitClosed();
    }
  }

  @Test
  void closedServersGoOnServingUntilTheirClientsAreClosed() throws Exception {
    try (LoopGroup group = group(2, TransportKind.NIO);
        GroupServer server = group.startServer(this::upper, HOST, 0)) {
      InetSocketAddress address = server.addresses().get(0);
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(new Socket(address.getAddress(), address.getPort()));
      }
      clients.get(0).getOutputStream().write("a\n".getBytes());
      assertThat(clients.get(0).getInputStream().read()).isEqualTo('A');
      // A connection is accepted before those that come after it.
      clients.get(3).getOutputStream().write("b\n".getBytes());
      assertThat(clients.get(3).getInputStream().read()).isEqualTo('B');
      server.close();
      CompletableFuture<Void> over = CompletableFuture.runAsync(server::waitClosed);
      server.abortClients();
      over.get();
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aFailureToListenOnAnyLoopIsThrown() throws IOException {
    try (LoopGroup group = group(2, TransportKind.best());
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> group.startServer(this::upper, HOST, taken.getLocalPort()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("error while attempting to bind on address")
          .hasMessageEndingWith("Address already in use");
      GroupServer other = group.startServer(this::upper, HOST, 0);
      assertThat(ask(other.addresses().get(0), "still there")).isEqualTo("STILL THERE");
    }
  }

  @Async
  private static Coroutine<String> whereAmI() {
    await(yieldNow());
    return done(Thread.currentThread().getName());
  }

  @Test
  void coroutinesAreSpreadToo() {
    Set<String> threads = new HashSet<>();
    try (LoopGroup group = group(3, TransportKind.best())) {
      for (int i = 0; i < 3; i++) {
        threads.add(group.submit(whereAmI()).join());
      }
      assertThat(group.loops()).hasSize(3).allMatch(EventLoop::isRunning);
      assertThat(group).hasToString("<LoopGroup size=3 kind=" + TransportKind.best() + ">");
    }
    assertThat(threads)
        .containsExactlyInAnyOrder(
            "asyncio4j-netty-loop-0", "asyncio4j-netty-loop-1", "asyncio4j-netty-loop-2");
  }

  @Async
  private static Coroutine<Void> sleepFor(Duration delay, CountDownLatch begun, List<String> log) {
    try {
      begun.countDown();
      await(sleep(delay));
    } catch (CancelledError e) {
      await(yieldNow());
      log.add("cleaned up");
      throw e;
    }
    return done();
  }

  @Test
  void closingCancelsWhatRunsAndWaitsForIt() throws InterruptedException {
    List<String> log = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    LoopGroup group = group(1, TransportKind.best());
    CompletableFuture<Void> sleeping = group.submit(sleepFor(Duration.ofDays(1), begun, log));
    begun.await();
    group.close();
    assertThat(log).containsExactly("cleaned up");
    assertThat(sleeping).isCancelled();
    assertThat(group.loops()).allMatch(EventLoop::isClosed);
    group.close();
    assertThatThrownBy(() -> group.submit(whereAmI()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
  }

  @Test
  void aLoopThatBreaksStopsTheGroup() {
    LoopGroup group = group(2, TransportKind.best());
    List<EventLoop> loops = group.loops();
    loops
        .get(0)
        .callSoonThreadsafe(
            () -> {
              throw new StackOverflowError("on purpose");
            });
    assertThatThrownBy(group::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a loop of the group broke: java.lang.StackOverflowError: on purpose")
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(loops).allMatch(EventLoop::isClosed);
  }

  @Test
  void refusesWhatWouldWaitForItself() {
    assertThatThrownBy(() -> Netty.loopGroup(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a group has one loop at least, not 0");
    try (LoopGroup group = group(1, TransportKind.NIO)) {
      assertThatThrownBy(() -> run(closeHere(group)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "this waits for other threads, so it cannot be called where an event loop runs; hand"
                  + " it to toThread");
    }
  }

  @Async
  private static Coroutine<Void> closeHere(LoopGroup group) {
    group.close();
    return done();
  }
}
