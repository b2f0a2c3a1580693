package org.asyncio4j;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.asyncio4j.internal.ReadyQueue;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#runCoroutineThreadsafe}: the callback that makes the task. */
final class ThreadsafeStart<T extends @Nullable Object> implements Runnable {
  private final Coroutine<T> coroutine;
  private final EventLoop loop;
  private final LoopStage<T> outcome;

  ThreadsafeStart(Coroutine<T> coroutine, EventLoop loop) {
    this.coroutine = Objects.requireNonNull(coroutine, "A coroutine object is required");
    this.loop = loop;
    this.outcome = new LoopStage<>(loop);
  }

  CompletableFuture<T> outcome() {
    return outcome;
  }

  @Override
  public void run() {
    try {
      StageBridge.chain(loop.createTask(coroutine), outcome);
    } catch (Throwable t) {
      outcome.completeExceptionally(t);
      throw t;
    }
  }

  /**
   * Drops what a loop that closes has not run. asyncio leaves those to wait for ever who wait for
   * the outcome of such a coroutine; here they are told.
   */
  static void dropAll(ReadyQueue entries) {
    while (!entries.isEmpty()) {
      if (entries.take() instanceof Handle handle
          && handle.callback instanceof ThreadsafeStart<?> start) {
        start.outcome.completeExceptionally(EventLoop.closed());
      }
    }
  }
}
