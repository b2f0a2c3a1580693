package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What a task waits for in a sleep: a future that is its own timer, and all that a sleeper costs
 * beside its task.
 */
sealed class SleepFuture<T extends @Nullable Object> extends Future<T> implements Timed {
  private boolean timed = true;

  SleepFuture(EventLoop loop) {
    super(loop);
  }

  static <T extends @Nullable Object> SleepFuture<T> of(EventLoop loop, T result) {
    return result == null ? new SleepFuture<>(loop) : new WithResult<>(loop, result);
  }

  /** What the sleep returns. */
  @Nullable T outcome() {
    return null;
  }

  @Override
  public final boolean isTimed() {
    return timed;
  }

  @Override
  public final void endTimed() {
    timed = false;
  }

  /** The time is over: an entry of the ready queue that runs nothing but this. */
  final void wake() {
    if (state == PENDING) {
      finish(FINISHED, outcome());
    }
  }

  @Override
  final boolean cancelFor(CancelOrigin origin) {
    stop();
    return super.cancelFor(origin);
  }

  /** Nobody waits any more. */
  final void stop() {
    if (timed) {
      timed = false;
      loop.timerEnded();
    }
  }

  private static final class WithResult<T extends @Nullable Object> extends SleepFuture<T> {
    private final T result;

    WithResult(EventLoop loop, T result) {
      super(loop);
      this.result = result;
    }

    @Override
    T outcome() {
      return result;
    }
  }
}
