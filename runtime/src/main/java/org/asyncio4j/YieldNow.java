package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** {@link Asyncio#yieldNow}, and a sleep of no time: one bare yield. */
final class YieldNow<T extends @Nullable Object> extends Coroutine<T> {
  /** The {@link Coroutine#awaitee} of a coroutine that awaits a yield without a result. */
  static final Object BARE = new Object();

  private final T result;
  private boolean begun;

  YieldNow(T result) {
    this.result = result;
  }

  /** Whether it has not begun, and has no result: then whoever awaits it may yield in its place. */
  boolean isBare() {
    return result == null && !begun;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      return SUSPENDED;
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
