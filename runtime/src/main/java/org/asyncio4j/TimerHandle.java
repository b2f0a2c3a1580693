package org.asyncio4j;

import java.time.Duration;
import org.asyncio4j.internal.Timed;

/**
 * A callback that was handed to an {@link EventLoop} for later, by {@link EventLoop#callLater} or
 * {@link EventLoop#callAt}.
 *
 * <p>Confined to the loop's thread. Mirrors {@code asyncio.TimerHandle}.
 */
public final class TimerHandle extends Handle implements Timed {
  /** On the loop's clock, in nanoseconds. */
  final long when;

  private final EventLoop loop;

  private boolean timed = true;

  TimerHandle(long when, Runnable callback, Object context, EventLoop loop) {
    super(callback, context);
    this.when = when;
    this.loop = loop;
  }

  @Override
  public void cancel() {
    super.cancel();
    if (timed) {
      timed = false;
      loop.timerEnded();
    }
  }

  @Override
  public boolean isTimed() {
    return timed;
  }

  @Override
  void call(Object target) throws Throwable {
    timed = false;
    super.call(target);
  }

  /** {@return when the callback is due, on the clock of {@link EventLoop#time()}} */
  public Duration when() {
    return Duration.ofNanos(when);
  }

  @Override
  String kind() {
    return "TimerHandle";
  }

  @Override
  String timing() {
    return " when=" + when();
  }
}
