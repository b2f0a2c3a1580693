package org.asyncio4j;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#waitFor} with no time to wait: takes the outcome if it is there, else cancels, and
 * waits until that is done.
 */
final class WaitForNone<T extends @Nullable Object> extends Coroutine<T> {
  /** An {@link Awaitable} or a {@link CompletionStage}. */
  private final Object awaited;

  /** Null before the first resume. */
  private @Nullable Future<?> future;

  /**
   * Not the future itself is awaited: to cancel this must not depend on how that takes it. Null
   * while the future is.
   */
  private @Nullable Future<Void> waiter;

  private boolean cancelled;

  /** One object, so that it can be removed again. */
  private final Consumer<Future<?>> release = this::release;

  WaitForNone(Object awaited) {
    this.awaited = awaited;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Future<?> target = future;
    if (target == null) {
      target = toFuture();
      future = target;
      return target.isDone() ? await(target) : cancelAndWait(target);
    }
    if (waiter != null) {
      target.removeDoneCallback(release);
      waiter = null;
      if (failure != null) {
        throw failure;
      }
      return await(target);
    }
    throw cancelled && failure instanceof CancelledError
        ? new AsyncTimeoutException(null, failure)
        : Objects.requireNonNull(failure);
  }

  private Future<?> toFuture() {
    return awaited instanceof CompletionStage<?> stage
        ? Asyncio.ensureFuture(stage)
        : Asyncio.ensureFuture((Awaitable<?>) awaited);
  }

  private @Nullable Object cancelAndWait(Future<?> target) throws Throwable {
    waiter = EventLoop.running().createFuture();
    cancelled = true;
    target.addDoneCallback(release);
    target.cancelFor(CancelOrigin.of(target.loop, null, Timeout.NAME));
    return await(waiter);
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void release(Future<?> done) {
    if (waiter != null && !waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  @Override
  protected String qualifiedName() {
    return "waitFor";
  }
}
