package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a future that has failed by the time when it is awaited. The awaiting coroutine
 * suspends for a moment, in which it can tell its line for the trace of the failure: a walk down
 * the stack would take ten times as long, for most failures in vain.
 */
final class FailedAwait extends Coroutine<Object> {
  private final Future<?> future;

  FailedAwait(Future<?> future) {
    this.future = future;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    throw Traces.deliver(future, Objects.requireNonNull(awaiter));
  }
}
