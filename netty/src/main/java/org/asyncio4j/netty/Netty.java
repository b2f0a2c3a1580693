package org.asyncio4j.netty;

import io.netty.channel.IoEventLoop;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.LoopClock;
import org.asyncio4j.Runner;
import org.jspecify.annotations.Nullable;

/**
 * Event loops on Netty: the order of what runs is asyncio's to the letter, and the sockets are
 * Netty's channels, so that coroutines, streams and handlers of Netty live on one thread. What
 * {@code uvloop} is to asyncio.
 *
 * <pre>{@code
 * Netty.run(main());
 * }</pre>
 *
 * <p>Programs that stay as they are get such loops by the system property {@code
 * -Dasyncio4j.loop=netty}.
 */
public final class Netty {
  private Netty() {}

  /**
   * Runs a coroutine on a new loop of the best kind that is available, as {@link Asyncio#run} does.
   * Mirrors {@code uvloop.run}.
   *
   * @param main what to run
   * @param <T> the result
   * @return the result
   */
  public static <T extends @Nullable Object> T run(Awaitable<? extends T> main) {
    try (Runner runner = Runner.builder().loopFactory(Netty::newEventLoop).build()) {
      return runner.run(main);
    }
  }

  /**
   * Makes a loop of the best kind that is available; for {@link Runner.Builder#loopFactory}.
   * Mirrors {@code uvloop.new_event_loop}.
   *
   * @return a loop that does not run yet, to be closed after use
   */
  public static EventLoop newEventLoop() {
    return newEventLoop(TransportKind.best());
  }

  /**
   * Makes a loop of a kind.
   *
   * @param kind what its sockets are made of
   * @return a loop that does not run yet, to be closed after use
   * @throws IllegalStateException if the kind is not available, with the reason
   */
  public static EventLoop newEventLoop(TransportKind kind) {
    return newEventLoop(kind, LoopClock.system());
  }

  /**
   * Makes a loop of a kind on a clock.
   *
   * @param kind what its sockets are made of
   * @param clock its time, {@link org.asyncio4j.VirtualClock} for example; that of Netty's timers
   *     as well
   * @return a loop that does not run yet, to be closed after use
   * @throws IllegalStateException if the kind is not available, with the reason
   */
  public static EventLoop newEventLoop(TransportKind kind, LoopClock clock) {
    return EventLoop.create(clock, new NettyEngine(kind));
  }

  /**
   * Starts loops of the best kind that is available, each on a thread of its own.
   *
   * @param loops how many: one for each core that they may have
   * @return the group, to be closed after use
   * @throws IllegalArgumentException if {@code loops} is not positive
   */
  public static LoopGroup loopGroup(int loops) {
    return loopGroup(loops, TransportKind.best());
  }

  /**
   * Starts loops of a kind, each on a thread of its own.
   *
   * @param loops how many
   * @param kind what their sockets are made of
   * @return the group, to be closed after use
   * @throws IllegalArgumentException if {@code loops} is not positive
   * @throws IllegalStateException if the kind is not available, with the reason
   */
  public static LoopGroup loopGroup(int loops, TransportKind kind) {
    return LoopGroup.start(loops, kind);
  }

  /**
   * Returns the loop as Netty sees it: channels that are registered with it have their handlers
   * called on the coroutines' thread, in the loop's turns; tasks and timers handed to it are the
   * loop's. It ends when the loop is closed. From any thread.
   *
   * @param loop a loop of this class
   * @return for a bootstrap's {@code group}
   * @throws IllegalArgumentException if the loop does not run on Netty
   */
  public static IoEventLoop eventLoop(EventLoop loop) {
    return engine(loop).poller().executor();
  }

  /**
   * Returns the running loop as Netty sees it: {@link #eventLoop(EventLoop)}.
   *
   * @return for a bootstrap's {@code group}
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if it does not run on Netty
   */
  public static IoEventLoop eventLoop() {
    return eventLoop(Asyncio.getRunningLoop());
  }

  /**
   * Returns the kind of a loop. From any thread.
   *
   * @param loop a loop of this class
   * @return what its sockets are made of
   * @throws IllegalArgumentException if the loop does not run on Netty
   */
  public static TransportKind kind(EventLoop loop) {
    return engine(loop).kind();
  }

  private static NettyEngine engine(EventLoop loop) {
    if (loop.engine() instanceof NettyEngine engine) {
      return engine;
    }
    throw new IllegalArgumentException(
        loop
            + " does not run on Netty; make it by Netty.newEventLoop(), or set -Dasyncio4j.loop=netty");
  }

  /**
   * Makes a future of Netty's awaitable: a {@code ChannelFuture}, a {@code Promise}. Cancelling the
   * result cancels Netty's.
   *
   * @param future whoever completes it
   * @param <T> its result
   * @return a future of the running loop
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Future<T> future(
      io.netty.util.concurrent.Future<? extends T> future) {
    return NettyFutures.bridge(Asyncio.getRunningLoop(), future);
  }
}
