package org.asyncio4j.torture.suite;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** A coroutine that yields a number of times and then returns a value or fails. */
public final class Later extends Coroutine<@Nullable Object> {
  private final @Nullable Object value;
  private final @Nullable Throwable failure;
  private int suspensions;

  /**
   * Makes one.
   *
   * @param value what it returns
   * @param failure what it fails with, unless null
   * @param suspensions how often it yields before
   */
  public Later(@Nullable Object value, @Nullable Throwable failure, int suspensions) {
    this.value = value;
    this.failure = failure;
    this.suspensions = suspensions;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable thrown)
      throws Throwable {
    if (thrown != null) {
      throw thrown;
    }
    if (suspensions-- > 0) {
      return SUSPENDED;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
