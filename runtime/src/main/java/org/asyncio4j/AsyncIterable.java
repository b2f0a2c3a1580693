package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What {@code for (T item : each(iterable))} goes through, each step of which may suspend.
 *
 * <p>Mirrors {@code collections.abc.AsyncIterable}.
 *
 * @param <T> the items
 */
@FunctionalInterface
public interface AsyncIterable<T extends @Nullable Object> {

  /**
   * {@return an iterator at its beginning} Called once by each loop, on the thread that runs it.
   * Python's {@code __aiter__}.
   */
  AsyncIterator<T> aiter();
}
