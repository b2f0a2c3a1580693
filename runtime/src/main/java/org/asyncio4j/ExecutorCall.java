package org.asyncio4j;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventLoop#runInExecutor}: a call that an executor makes, and the future of its outcome.
 */
final class ExecutorCall<T extends @Nullable Object> implements Runnable {
  // Who takes it out of QUEUED owns it: the executor's thread, to RUNNING, or, when the future is
  // cancelled first, the loop's, to CANCELLED.
  private static final int QUEUED = 0;
  private static final int RUNNING = 1;
  private static final int CANCELLED = 2;

  private final AtomicInteger state = new AtomicInteger(QUEUED);
  private final Callable<? extends T> body;
  private final EventLoop loop;

  /** Confined to the loop's thread. */
  private final Future<T> future;

  private ExecutorCall(Callable<? extends T> body, EventLoop loop) {
    this.body = body;
    this.loop = loop;
    this.future = new Future<>(loop);
  }

  /** Hands a call to an executor; what that throws passes through. */
  static <T extends @Nullable Object> Future<T> submit(
      Callable<? extends T> body, Executor executor, EventLoop loop) {
    ExecutorCall<T> call = new ExecutorCall<>(body, loop);
    loop.outstanding++;
    try {
      executor.execute(call);
    } catch (Throwable t) {
      loop.outstanding--;
      throw t;
    }
    if (!call.future.isDone()) {
      call.future.addDoneCallback(call::cancelQueued);
    }
    return call.future;
  }

  @Override
  public void run() {
    if (!state.compareAndSet(QUEUED, RUNNING)) {
      return;
    }
    try {
      T value = body.call();
      StageBridge.onLoop(loop, () -> settle(value, null));
    } catch (Throwable t) {
      StageBridge.onLoop(loop, () -> settle(null, t));
    }
  }

  private void settle(@Nullable T value, @Nullable Throwable failure) {
    loop.outstanding--;
    if (future.isDone()) {
      return;
    }
    if (failure == null) {
      future.setResult(Unchecked.cast(value));
    } else {
      future.setException(failure);
    }
  }

  private void cancelQueued(Future<?> done) {
    if (done.isCancelled() && state.compareAndSet(QUEUED, CANCELLED)) {
      loop.outstanding--;
    }
  }
}
