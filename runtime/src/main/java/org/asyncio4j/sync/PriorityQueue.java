package org.asyncio4j.sync;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose smallest item leaves first. Mirrors {@code asyncio.PriorityQueue}.
 *
 * @param <T> the items
 */
public final class PriorityQueue<T extends @Nullable Object> extends Queue<T> {

  /** Makes a queue that is never full, of items in their natural order. */
  public PriorityQueue() {
    this(0);
  }

  /**
   * Makes a queue of items in their natural order. To put in what cannot be compared is a {@link
   * ClassCastException}.
   *
   * @param maxsize how many items it can hold; zero or less for any number
   */
  @SuppressWarnings("unchecked") // As in java.util: only the items can tell.
  public PriorityQueue(int maxsize) {
    this(maxsize, (Comparator<? super T>) Comparator.naturalOrder());
  }

  /**
   * Makes a queue of items in an order.
   *
   * @param maxsize how many items it can hold; zero or less for any number
   * @param order the order
   */
  public PriorityQueue(int maxsize, Comparator<? super T> order) {
    super(maxsize, new Heap<>(order));
  }
}
