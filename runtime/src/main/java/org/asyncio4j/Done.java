package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** {@link Asyncio#done}: a coroutine whose result is there from the beginning. */
final class Done<T extends @Nullable Object> extends Coroutine<T> {
  private final T value;

  Done(T value) {
    this.value = value;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object ignored, @Nullable Throwable failure) {
    return value;
  }

  @Override
  protected String qualifiedName() {
    return "done";
  }
}
