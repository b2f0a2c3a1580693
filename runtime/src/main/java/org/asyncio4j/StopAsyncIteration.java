package org.asyncio4j;

import java.util.NoSuchElementException;

/**
 * Ends an asynchronous iteration: what awaiting {@link AsyncIterator#anext()} throws when there is
 * no further item.
 *
 * <p>Mirrors {@code StopAsyncIteration}.
 */
public class StopAsyncIteration extends NoSuchElementException {
  private static final long serialVersionUID = 1L;

  /** Makes the signal. */
  public StopAsyncIteration() {}
}
