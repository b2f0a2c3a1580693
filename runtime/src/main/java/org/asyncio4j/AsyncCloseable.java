package org.asyncio4j;

/**
 * A resource whose closing may suspend: {@code try (resource) {...}} in an {@link Async} method
 * awaits {@link #closeAsync()} on each way out, and so does an explicit {@code resource.close()}.
 *
 * <p>Takes the place of {@code __aexit__}; anything with an {@code aclose} is one for the length of
 * a {@code try}: {@code try (AsyncCloseable closing = generator::aclose) {...}} is Python's {@code
 * async with aclosing(generator)}.
 */
@FunctionalInterface
public interface AsyncCloseable extends AutoCloseable {

  /** {@return a coroutine that closes the resource when it is awaited} */
  Coroutine<Void> closeAsync();

  /**
   * Stands for an await of {@link #closeAsync()} in compiled code, which never calls it.
   *
   * @throws IllegalStateException if it is called indeed, for it cannot suspend
   */
  @Override
  default void close() {
    throw new IllegalStateException(
        getClass().getName()
            + ".close() cannot suspend: close it in an @Async method, which awaits closeAsync(), or await that");
  }
}
