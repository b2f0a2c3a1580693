package org.asyncio4j.torture.suite;

import org.asyncio4j.Coroutine;
import org.asyncio4j.StopIteration;
import org.jspecify.annotations.Nullable;

/** Runs coroutines to their end without a loop. Injected code calls it from any thread. */
public final class HandDriver {
  private HandDriver() {}

  /**
   * Resumes a coroutine until it has ended.
   *
   * @return its result; what it fails with is thrown as it is
   */
  public static @Nullable Object run(Coroutine<?> coroutine) {
    while (true) {
      try {
        coroutine.send(null);
      } catch (StopIteration end) {
        return end.value();
      }
    }
  }
}
