package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#sleep} and {@link Asyncio#yieldNow}. Leaves its place to the future of its timer,
 * or to a bare yield if there is no time to sleep, so that whoever awaits the sleep awaits that.
 */
final class Sleep<T extends @Nullable Object> extends Coroutine<T> {
  /** The {@link Coroutine#awaitee} of a coroutine that awaits a yield without a result. */
  static final Object BARE = new Object();

  private final long nanos;
  private final T result;
  private boolean begun;

  Sleep(long nanos, T result) {
    this.nanos = nanos;
    this.result = result;
  }

  static <T extends @Nullable Object> Coroutine<T> of(Duration delay, T result) {
    return new Sleep<>(Durations.nanos(delay), result);
  }

  /** Whether it is a yield without a result: then whoever awaits it may yield in its place. */
  boolean isBare() {
    return nanos <= 0 && result == null;
  }

  /** What whoever awaits it may await in its place; null if this has to keep the result. */
  @Nullable Future<T> replacement() {
    return nanos > 0 ? startTimer(nanos, result) : null;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      return nanos > 0 ? tail(startTimer(nanos, result)) : SUSPENDED;
    }
    if (failure != null) {
      throw failure;
    }
    return nanos > 0 ? value : result;
  }

  /** Not of an instance: that would be handed over, and could not be dropped. */
  private static <T extends @Nullable Object> Future<T> startTimer(long nanos, T result) {
    EventLoop loop = EventLoop.running();
    SleepFuture<T> future = SleepFuture.of(loop, result);
    loop.addTimer(Durations.after(loop.nanoTime(), nanos), future);
    return future;
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
