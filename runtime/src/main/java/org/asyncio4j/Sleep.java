package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#sleep}: leaves its place to the future of its timer, so that whoever awaits the
 * sleep awaits that.
 */
final class Sleep<T extends @Nullable Object> extends Coroutine<T> {
  private final long nanos;
  private final T result;
  private boolean begun;

  private Sleep(long nanos, T result) {
    this.nanos = nanos;
    this.result = result;
  }

  static <T extends @Nullable Object> Coroutine<T> of(Duration delay, T result) {
    long nanos = Durations.nanos(delay);
    return nanos > 0 ? new Sleep<>(nanos, result) : new YieldNow<>(result);
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      EventLoop loop = EventLoop.running();
      SleepFuture<T> future = new SleepFuture<>(loop, result);
      loop.addTimer(Durations.after(loop.nanoTime(), nanos), future);
      return tail(future);
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
