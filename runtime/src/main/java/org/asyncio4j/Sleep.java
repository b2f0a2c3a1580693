package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#sleep}; also the callback of its own timer. */
final class Sleep<T extends @Nullable Object> extends Coroutine<T> implements Runnable {
  private final long nanos;
  private final T result;

  /** Both null before the first resume. */
  private @Nullable Future<T> future;

  private @Nullable TimerHandle timer;

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
    if (timer == null) {
      EventLoop loop = EventLoop.running();
      future = new Future<>(loop);
      timer =
          loop.callAtNanos(Durations.after(loop.nanoTime(), nanos), this, loop.snapshotContext());
      return await(future);
    }
    timer.cancel();
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  @Override
  public void run() {
    if (future != null && !future.isCancelled()) {
      future.setResult(result);
    }
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
