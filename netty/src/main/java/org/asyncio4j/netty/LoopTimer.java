package org.asyncio4j.netty;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.EventLoop;
import org.asyncio4j.TimerHandle;
import org.jspecify.annotations.Nullable;

/** A timer of Netty's among the loop's own. */
final class LoopTimer<V> extends DefaultPromise<V> implements ScheduledFuture<V> {
  private final EventLoop loop;
  private final Callable<V> callable;

  /** Nanoseconds from one beginning to the next; negative from one end to the next; 0 for once. */
  private final long period;

  /** When it is due, on the loop's clock. Written by the loop's thread after the beginning. */
  private volatile long when;

  /** Confined to the loop's thread. */
  private @Nullable TimerHandle handle;

  LoopTimer(EventExecutor executor, EventLoop loop, Callable<V> callable, long delay, long period) {
    super(executor);
    this.loop = loop;
    this.callable = callable;
    this.period = period;
    this.when = loop.time().toNanos() + Math.max(0, delay);
  }

  LoopTimer<V> start() {
    onLoop(this::arm);
    return this;
  }

  private void onLoop(Runnable action) {
    if (executor().inEventLoop()) {
      action.run();
    } else {
      executor().execute(action);
    }
  }

  private void arm() {
    if (!isDone()) {
      handle = loop.callAt(Duration.ofNanos(when), this::fire);
    }
  }

  private void fire() {
    try {
      if (period == 0) {
        if (setUncancellable()) {
          setSuccess(callable.call());
        }
      } else if (!isCancelled()) {
        callable.call();
        when = period > 0 ? when + period : loop.time().toNanos() - period;
        arm();
      }
    } catch (Throwable t) {
      tryFailure(t);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled && !loop.isClosed()) {
      onLoop(this::disarm);
    }
    return cancelled;
  }

  private void disarm() {
    if (handle != null) {
      handle.cancel();
    }
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(when - loop.time().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
