package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop of ours as Netty sees it: tasks go to the loop's one queue, in the order of asyncio
 * like all else, and timers to its timers. From any thread.
 */
final class KernelEventLoop extends AbstractEventExecutor implements IoEventLoop {
  private final NettyPoller poller;
  private final Promise<Void> termination = new DefaultPromise<>(GlobalEventExecutor.INSTANCE);

  /**
   * The thread that runs the loop, or did so last. Read by others only to learn that they are not
   * it, which a stale value tells as well.
   */
  private Thread thread = Thread.currentThread();

  /** What was handed in while the loop closes; null before. Confined to the loop's thread. */
  private @Nullable ArrayDeque<Runnable> last;

  KernelEventLoop(NettyPoller poller) {
    this.poller = poller;
  }

  void belongTo(Thread owner) {
    thread = owner;
  }

  /** Runs something that closes channels, and what they hand in then; refuses what comes later. */
  void close(Runnable closing) {
    ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    last = tasks;
    closing.run();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      safeExecute(task);
    }
    last = null;
    termination.setSuccess(null);
  }

  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    if (last != null && inEventLoop()) {
      last.add(task);
      return;
    }
    try {
      poller.loop().callSoonThreadsafe(task);
    } catch (IllegalStateException e) {
      throw new RejectedExecutionException("event executor terminated", e);
    }
  }

  @Override
  public boolean inEventLoop(Thread asking) {
    return asking == thread;
  }

  @Override
  public IoEventLoop next() {
    return this;
  }

  @Override
  public @Nullable IoEventLoopGroup parent() {
    return null;
  }

  // Channels.

  @Override
  public Future<IoRegistration> register(IoHandle handle) {
    Promise<IoRegistration> promise = newPromise();
    if (inEventLoop()) {
      register(handle, promise);
    } else {
      execute(() -> register(handle, promise));
    }
    return promise;
  }

  private void register(IoHandle handle, Promise<IoRegistration> promise) {
    try {
      promise.setSuccess(poller.registerDeferred(handle));
    } catch (IOException | RuntimeException e) {
      promise.setFailure(e);
    }
  }

  @Override
  @SuppressWarnings("deprecation")
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  @SuppressWarnings("deprecation")
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @SuppressWarnings("deprecation")
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return poller.sockets().handleType().isAssignableFrom(handleType);
  }

  @Override
  public boolean isIoType(Class<? extends IoHandler> handlerType) {
    return poller.sockets().handlerType() == handlerType;
  }

  // Timers.

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    return new LoopTimer<>(this, poller.loop(), callable, unit.toNanos(delay), 0).start();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    return repeated(command, initialDelay, unit, unit.toNanos(period));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return repeated(command, initialDelay, unit, -unit.toNanos(delay));
  }

  private ScheduledFuture<?> repeated(
      Runnable command, long initialDelay, TimeUnit unit, long period) {
    if (period == 0) {
      throw new IllegalArgumentException("period: 0 (expected: != 0)");
    }
    return new LoopTimer<>(
            this, poller.loop(), Executors.callable(command), unit.toNanos(initialDelay), period)
        .start();
  }

  // The end, which is the coroutines' loop's.

  /**
   * Does nothing: the loop ends when it is closed.
   *
   * @return a future of that moment
   */
  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return termination;
  }

  /**
   * Not supported.
   *
   * @deprecated as in Netty
   * @throws UnsupportedOperationException always
   */
  @Override
  @Deprecated
  public void shutdown() {
    throw new UnsupportedOperationException("close the EventLoop that this one belongs to");
  }

  @Override
  public Future<?> terminationFuture() {
    return termination;
  }

  @Override
  public boolean isShuttingDown() {
    return poller.loop().isClosed();
  }

  @Override
  public boolean isShutdown() {
    return termination.isDone();
  }

  @Override
  public boolean isTerminated() {
    return termination.isDone();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return termination.await(timeout, unit);
  }
}
