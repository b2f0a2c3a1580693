package org.asyncio4j.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Runner;
import org.asyncio4j.net.ClientHandler;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamReaderProtocol;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Loops that run side by side, each on a thread of its own: the way to more than one core. A server
 * of the group listens on all of them; each connection lives on one, with its handler, transport
 * and tasks. What handlers share among connections is shared among threads.
 *
 * <pre>{@code
 * try (LoopGroup group = Netty.loopGroup(4)) {
 *   GroupServer server = group.startServer(Echo::handle, "0.0.0.0", 7000);
 *   server.waitClosed();
 * }
 * }</pre>
 *
 * <p>The methods that wait are for threads without a loop, and refuse those of a running one. If a
 * loop ends by an error of the virtual machine, the others are stopped and {@link #close} throws
 * it.
 */
public final class LoopGroup implements AutoCloseable {
  private final TransportKind kind;
  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** What the first loop that broke did so with. Guarded by members. */
  private @Nullable Throwable failure;

  private LoopGroup(TransportKind kind) {
    this.kind = kind;
  }

  static LoopGroup start(int size, TransportKind kind) {
    if (size < 1) {
      throw new IllegalArgumentException("a group has one loop at least, not " + size);
    }
    LoopGroup group = new LoopGroup(kind);
    try {
      for (int i = 0; i < size; i++) {
        Member member = group.new Member(i);
        group.members.add(member);
        member.start();
      }
      group.members.forEach(member -> member.started.join());
      return group;
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  /** {@return the loops, all running until the group is closed} */
  public List<EventLoop> loops() {
    List<EventLoop> loops = new ArrayList<>();
    for (Member member : members) {
      loops.add(member.started.join());
    }
    return loops;
  }

  /** {@return the loops one after the other, in a circle} From any thread. */
  public EventLoop next() {
    return members.get(Math.floorMod(turn.getAndIncrement(), members.size())).started.join();
  }

  /**
   * Runs a coroutine on the {@link #next} loop, as {@link Asyncio#runCoroutineThreadsafe} does.
   * From any thread.
   *
   * @param coroutine what to run
   * @param <T> its result
   * @return its outcome; cancelling that cancels the coroutine
   * @throws IllegalStateException if the group is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> submit(Coroutine<T> coroutine) {
    return Asyncio.runCoroutineThreadsafe(coroutine, next());
  }

  /**
   * Listens for TCP connections on all loops.
   *
   * @param handler called for each client, on the thread of its loop
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @return the server, which accepts by then
   * @throws IOException if listening fails, on whatever loop; none listens then
   * @throws IllegalStateException if the group is closed, or a loop runs on this thread
   */
  public GroupServer startServer(ClientHandler handler, @Nullable String host, int port)
      throws IOException {
    return startServer(handler, host, port, ServerOptions.defaults());
  }

  /**
   * Listens for TCP connections on all loops, with options.
   *
   * @param handler called for each client, on the thread of its loop
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @param options how to listen
   * @return the server
   * @throws IOException if listening fails, on whatever loop; none listens then
   * @throws IllegalStateException if the group is closed, or a loop runs on this thread
   */
  public GroupServer startServer(
      ClientHandler handler, @Nullable String host, int port, ServerOptions options)
      throws IOException {
    return listen(
        loop ->
            () -> new StreamReaderProtocol(new StreamReader(options.limit(), loop), handler, loop),
        host,
        port,
        options);
  }

  /**
   * Listens for TCP connections on all loops.
   *
   * @param protocolFactory called for each connection, on the thread of its loop
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @param options how to listen
   * @return the server
   * @throws IOException if listening fails, on whatever loop; none listens then
   * @throws IllegalStateException if the group is closed, or a loop runs on this thread
   */
  public GroupServer createServer(
      Supplier<? extends StreamingProtocol> protocolFactory,
      @Nullable String host,
      int port,
      ServerOptions options)
      throws IOException {
    return listen(loop -> protocolFactory, host, port, options);
  }

  private GroupServer listen(
      Function<EventLoop, Supplier<? extends StreamingProtocol>> factories,
      @Nullable String host,
      int port,
      ServerOptions options)
      throws IOException {
    OnLoops.checkMayWait();
    if (options.sock() != null) {
      throw new IllegalArgumentException(
          "a group's server opens its own sockets: give host and port");
    }
    GroupServer server = new GroupServer(loops(), factories, options);
    try {
      // Of the JDK's sockets not all machines' share a port.
      if (kind == TransportKind.NIO) {
        server.acceptOnOne(host, port);
      } else {
        server.acceptOnAll(host, port);
      }
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Stops the loops, one as {@link Runner#close} does: what runs there is cancelled, connections
   * are closed. Waits for the threads. Does nothing if that was done.
   *
   * @throws IllegalStateException if a loop broke, with the reason; or if a loop runs on this
   *     thread
   */
  @Override
  public void close() {
    OnLoops.checkMayWait();
    members.forEach(Member::end);
    boolean interrupted = false;
    for (Member member : members) {
      while (member.isAlive()) {
        try {
          member.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (members) {
      if (failure != null) {
        throw new IllegalStateException("a loop of the group broke: " + failure, failure);
      }
    }
  }

  private void broken(Throwable cause) {
    synchronized (members) {
      if (failure == null) {
        failure = cause;
      }
    }
    members.forEach(Member::end);
  }

  /** {@return {@code <LoopGroup size=4 kind=EPOLL>}} */
  @Override
  public String toString() {
    return "<LoopGroup size=" + members.size() + " kind=" + kind + '>';
  }

  /** One loop's thread. */
  private final class Member extends FastThreadLocalThread {
    final CompletableFuture<EventLoop> started = new CompletableFuture<>();

    /** What the loop waits for; written before {@link #started} is done. */
    private @Nullable Future<Void> end;

    Member(int number) {
      super("asyncio4j-netty-loop-" + number);
    }

    @Override
    public void run() {
      try (Runner runner = Runner.builder().loopFactory(() -> Netty.newEventLoop(kind)).build()) {
        EventLoop loop = runner.getLoop();
        Future<Void> awaited = loop.createFuture();
        end = awaited;
        loop.callSoon(() -> started.complete(loop));
        runner.run(awaited);
      } catch (Throwable t) {
        if (!started.completeExceptionally(t)) {
          broken(t);
        }
      }
    }

    /** From any thread. */
    void end() {
      started.thenAccept(loop -> OnLoops.post(loop, this::endHere));
    }

    @SuppressWarnings("NullAway") // Void's only value.
    private void endHere() {
      if (end != null && !end.isDone()) {
        end.setResult(null);
      }
    }
  }
}
