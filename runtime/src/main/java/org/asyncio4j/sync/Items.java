package org.asyncio4j.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a queue keeps its items in, which decides the order in which they leave. */
abstract class Items<T extends @Nullable Object> {
  private static final int INITIAL_CAPACITY = 8;

  /** Its length is a power of two. */
  @Nullable Object[] elements = new Object[INITIAL_CAPACITY];

  int size;

  abstract void add(T item);

  /** Removes the item whose turn it is; there must be one. */
  abstract T remove();

  /** The items, in an order that suits the kind of queue. */
  abstract List<@Nullable Object> toList();

  @SuppressWarnings({"unchecked", "NullAway"}) // Only add() puts anything in.
  static <T extends @Nullable Object> T cast(@Nullable Object element) {
    return (T) element;
  }
}
