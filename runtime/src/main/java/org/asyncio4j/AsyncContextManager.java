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

  /**
   * Makes a manager of a generator that emits once: what stands before the {@code emit} is the
   * enter, and what stands behind it the exit. A failure of the body is thrown at the {@code emit};
   * a generator that catches it and returns has ended it.
   *
   * <pre>{@code
   * @Async
   * AsyncGenerator<Connection> connection() {
   *   Connection connection = await(pool.acquire());
   *   try {
   *     emit(connection);
   *   } finally {
   *     await(pool.release(connection));
   *   }
   *   return end();
   * }
   * ...
   * await(asyncWith(AsyncContextManager.of(connection()), connection -> ...));
   * }</pre>
   *
   * <p>Awaiting {@link #enter} throws {@link IllegalStateException} if the generator emits nothing
   * ("generator didn't yield"), and awaiting {@link #exit} if it emits more than once ("generator
   * didn't stop"). Mirrors {@code contextlib.asynccontextmanager}.
   *
   * @param generator a generator that has not begun
   * @param <A> what it emits
   * @return a manager, to be entered once
   */
  static <A extends @Nullable Object> AsyncContextManager<A> of(AsyncGenerator<A> generator) {
    return new GeneratorManager<>(generator);
  }
}
