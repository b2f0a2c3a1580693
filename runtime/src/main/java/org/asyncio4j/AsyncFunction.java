package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * The body of an {@code async with}, for {@link Asyncio#asyncWith}: a lambda that takes what was
 * entered, and awaits.
 *
 * @param <A> what it takes
 * @param <T> what its coroutine returns
 * @param <X> a checked exception that the body throws
 */
@FunctionalInterface
public interface AsyncFunction<
    A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {
  /**
   * Makes the coroutine of the body.
   *
   * @param a what was entered
   * @return the coroutine; null for one that has returned null
   * @throws X if it cannot be made
   */
  @Nullable Coroutine<? extends T> apply(A a) throws X;
}
