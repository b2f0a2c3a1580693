package org.asyncio4j;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that awaits one future or stage and returns its result: what makes those into a
 * task's main.
 */
final class AwaitOther<T extends @Nullable Object> extends Coroutine<T> {
  private final Object awaited;
  private boolean begun;

  AwaitOther(Object awaited) {
    this.awaited = awaited;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (begun) {
      return value;
    }
    begun = true;
    return awaited instanceof CompletionStage<?> stage
        ? await(stage)
        : await((Awaitable<?>) awaited);
  }
}
