package org.asyncio4j.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First in, first out: a ring that doubles when full. */
final class Fifo<T extends @Nullable Object> extends Items<T> {
  /** Index of the oldest item, modulo the ring's length; it only grows, overflow included. */
  private int head;

  @Override
  void add(T item) {
    if (size == elements.length) {
      grow();
    }
    elements[(head + size) & (elements.length - 1)] = item;
    size++;
  }

  @Override
  T remove() {
    @Nullable Object[] ring = elements;
    int index = head++ & (ring.length - 1);
    T item = cast(ring[index]);
    ring[index] = null;
    size--;
    return item;
  }

  private void grow() {
    @Nullable Object[] larger = new Object[size * 2];
    int first = head & (size - 1);
    System.arraycopy(elements, first, larger, 0, size - first);
    System.arraycopy(elements, 0, larger, size - first, first);
    elements = larger;
    head = 0;
  }

  @Override
  List<@Nullable Object> toList() {
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(elements[(head + i) & (elements.length - 1)]);
    }
    return list;
  }
}
