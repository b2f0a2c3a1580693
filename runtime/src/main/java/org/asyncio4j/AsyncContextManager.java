package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#asyncWith} enters before its body and exits after it, however the body ends.
 *
 * <p>Both methods are called, and their coroutines run, on the thread of the loop. Takes the place
 * of {@code __aenter__} and {@code __aexit__}. A resource that only has to be closed is simpler as
 * an {@link AsyncCloseable}, in a {@code try}.
 *
 * @param <A> what the body gets
 */
public interface AsyncContextManager<A extends @Nullable Object> {
  /**
   * Enters. If the coroutine fails, neither the body nor {@link #exit} runs. {@code __aenter__}.
   *
   * @return a coroutine that returns what the body gets
   */
  Coroutine<A> enter();

  /**
   * Exits. What the coroutine fails with takes the place of the body's failure. {@code __aexit__}.
   *
   * @param failure what the body failed with, a {@link CancelledError} too; null if it returned
   * @return a coroutine that returns whether {@code failure} ends here and is not thrown on; null
   *     is false. It means nothing where the body has returned
   */
  Coroutine<Boolean> exit(@Nullable Throwable failure);
}
