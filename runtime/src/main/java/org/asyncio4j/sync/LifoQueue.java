package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/**
 * A queue whose newest item leaves first. Mirrors {@code asyncio.LifoQueue}.
 *
 * @param <T> the items
 */
public final class LifoQueue<T extends @Nullable Object> extends Queue<T> {

  /** Makes a queue that is never full. */
  public LifoQueue() {
    this(0);
  }

  /**
   * Makes a queue.
   *
   * @param maxsize how many items it can hold; zero or less for any number
   */
  public LifoQueue(int maxsize) {
    super(maxsize, new Lifo<>());
  }
}
