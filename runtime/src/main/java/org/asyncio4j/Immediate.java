package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** A coroutine that calls a function and returns what that returns; it never suspends. */
abstract class Immediate<T extends @Nullable Object> extends Coroutine<T> {
  abstract T call();

  @Override
  protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure) {
    return call();
  }
}
