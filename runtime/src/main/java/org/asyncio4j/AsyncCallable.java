package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * The body of a nested coroutine, for {@link Asyncio#async}: a lambda that awaits.
 *
 * @param <T> what the coroutine returns
 * @param <X> a checked exception that the body throws
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object, X extends Exception> {
  /**
   * Makes the coroutine of the body.
   *
   * @return the coroutine; null for one that has returned null
   * @throws X if it cannot be made
   */
  @Nullable Coroutine<? extends T> call() throws X;
}
