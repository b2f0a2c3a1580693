package org.asyncio4j.sync;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Smallest first. The heap of Python's {@code heapq}, move by move, so that items which compare as
 * equal leave in the same order as there.
 */
final class Heap<T extends @Nullable Object> extends Items<T> {
  private final Comparator<? super T> order;

  Heap(Comparator<? super T> order) {
    this.order = order;
  }

  @Override
  void add(T item) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size * 2);
    }
    climb(size, item);
    size++;
  }

  @Override
  T remove() {
    T smallest = at(0);
    int end = size - 1;
    T last = at(end);
    // The hole sinks to a leaf along the smaller children, and what was last climbs from there.
    int hole = 0;
    for (int child = 1; child < end; child = 2 * hole + 1) {
      int right = child + 1;
      if (right < end && order.compare(at(child), at(right)) >= 0) {
        child = right;
      }
      elements[hole] = elements[child];
      hole = child;
    }
    climb(hole, last);
    elements[end] = null;
    size = end;
    return smallest;
  }

  /**
   * Puts an item into a hole, or above it. All comparisons come first: if one fails, nothing has
   * changed.
   */
  private void climb(int hole, T item) {
    int place = hole;
    while (place > 0 && order.compare(item, at(parent(place))) < 0) {
      place = parent(place);
    }
    for (int i = hole; i != place; i = parent(i)) {
      elements[i] = elements[parent(i)];
    }
    elements[place] = item;
  }

  private static int parent(int index) {
    return (index - 1) >> 1;
  }

  private T at(int index) {
    return cast(elements[index]);
  }

  @Override
  List<@Nullable Object> toList() {
    return Arrays.asList(elements).subList(0, size);
  }
}
