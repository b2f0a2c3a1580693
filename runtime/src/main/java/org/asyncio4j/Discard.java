package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** Awaits another coroutine and returns null, whatever that returns. */
final class Discard<T extends @Nullable Object> extends Coroutine<T> {
  /** Null once it is awaited. */
  private @Nullable Coroutine<?> other;

  Discard(Coroutine<?> other) {
    this.other = other;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    Coroutine<?> unawaited = other;
    other = null;
    return unawaited != null && await(unawaited) == SUSPENDED ? SUSPENDED : null;
  }
}
