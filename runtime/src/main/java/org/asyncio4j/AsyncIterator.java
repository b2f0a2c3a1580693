package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Gives items one after the other, each when it is awaited.
 *
 * <p>Mirrors {@code collections.abc.AsyncIterator}.
 *
 * @param <T> the items
 */
public interface AsyncIterator<T extends @Nullable Object> extends AsyncIterable<T> {

  /**
   * {@return a coroutine that returns the next item; awaiting it throws {@link StopAsyncIteration}
   * if there is none} Python's {@code __anext__}.
   */
  Coroutine<T> anext();

  /** {@return this iterator, so that it can be gone through itself} */
  @Override
  default AsyncIterator<T> aiter() {
    return this;
  }
}
