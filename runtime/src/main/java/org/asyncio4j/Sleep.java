package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** {@link Asyncio#sleep} and {@link Asyncio#yieldNow}; also the callback of its own timer. */
final class Sleep<T extends @Nullable Object> extends Coroutine<T> implements Runnable {
  private final long nanos;
  private final T result;

  /** Null for a bare yield, and before the first resume. */
  private @Nullable Future<T> future;

  private @Nullable TimerHandle timer;
  private boolean begun;

  Sleep(long nanos, T result) {
    this.nanos = nanos;
    this.result = result;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      if (nanos > 0) {
        EventLoop loop = EventLoop.running();
        future = new Future<>(loop);
        timer =
            loop.callAtNanos(Durations.after(loop.nanoTime(), nanos), this, loop.snapshotContext());
        awaitee = future;
      }
      return SUSPENDED;
    }
    if (timer != null) {
      timer.cancel();
    }
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
