package org.asyncio4j;

import java.time.Duration;

/**
 * A callback that was handed to an {@link EventLoop} for later, by {@link EventLoop#callLater} or
 * {@link EventLoop#callAt}.
 *
 * <p>Confined to the loop's thread. Mirrors {@code asyncio.TimerHandle}.
 */
public final class TimerHandle extends Handle {
  /** On the loop's clock, in nanoseconds. */
  final long when;

  private final KernelLoop loop;

  /** Its place among the loop's timers; -1 when it is not one of them, or not any more. */
  int index = -1;

  TimerHandle(long when, Runnable callback, Object context, KernelLoop loop) {
    super(callback, context);
    this.when = when;
    this.loop = loop;
  }

  @Override
  public void cancel() {
    super.cancel();
    if (index >= 0) {
      loop.removeTimer(this);
    }
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
