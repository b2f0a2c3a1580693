package org.asyncio4j.sync;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Last in, first out. */
final class Lifo<T extends @Nullable Object> extends Items<T> {
  @Override
  void add(T item) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size * 2);
    }
    elements[size++] = item;
  }

  @Override
  T remove() {
    T item = cast(elements[--size]);
    elements[size] = null;
    return item;
  }

  @Override
  List<@Nullable Object> toList() {
    return Arrays.asList(elements).subList(0, size);
  }
}
