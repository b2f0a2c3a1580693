package org.asyncio4j.torture.suite;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** A coroutine that yields a number of times and then returns a value. */
final class Later extends Coroutine<@Nullable Object> {
  private final @Nullable Object value;
  private int suspensions;

  Later(@Nullable Object value, int suspensions) {
    this.value = value;
    this.suspensions = suspensions;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return suspensions-- > 0 ? SUSPENDED : value;
  }
}
