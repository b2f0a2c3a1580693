package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#async}: calls the body when it is first resumed, and is from then on what the body
 * returned.
 */
final class AsyncBody<T extends @Nullable Object> extends Coroutine<T> {
  /** Null once called. */
  private @Nullable AsyncCallable<? extends T, ?> body;

  AsyncBody(AsyncCallable<? extends T, ?> body) {
    this.body = body;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    AsyncCallable<? extends T, ?> uncalled = body;
    if (uncalled == null) {
      return value;
    }
    body = null;
    Coroutine<? extends T> coroutine = uncalled.call();
    return coroutine == null ? null : await(coroutine);
  }

  @Override
  protected String qualifiedName() {
    return "async";
  }
}
