package org.asyncio4j.internal;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out queue of what is to run next: a ring that doubles when full. Confined to one
 * thread.
 */
public final class ReadyQueue implements Consumer<Object> {
  private static final int INITIAL_CAPACITY = 64;

  /** Its length is a power of two, so that a mask wraps an index. */
  private @Nullable Object[] ring = new Object[INITIAL_CAPACITY];

  /**
   * Index of the oldest entry, modulo the ring's length. Both indexes only grow; their difference
   * is the size, overflow included.
   */
  private int head;

  private int tail;

  /** {@return the number of entries} */
  public int size() {
    return tail - head;
  }

  /** {@return whether there is no entry} */
  public boolean isEmpty() {
    return head == tail;
  }

  /**
   * Appends an entry.
   *
   * @param entry the entry
   */
  public void add(Object entry) {
    if (tail - head == ring.length) {
      grow();
    }
    ring[tail++ & (ring.length - 1)] = entry;
  }

  /**
   * {@link #add}.
   *
   * @param entry the entry
   */
  @Override
  public void accept(Object entry) {
    add(entry);
  }

  /**
   * Removes the oldest entry. There must be one.
   *
   * @return the entry
   */
  public Object take() {
    int index = head++ & (ring.length - 1);
    Object entry = Objects.requireNonNull(ring[index], "the ready queue is empty");
    ring[index] = null;
    return entry;
  }

  private void grow() {
    int size = ring.length;
    @Nullable Object[] larger = new Object[size * 2];
    int first = head & (size - 1);
    System.arraycopy(ring, first, larger, 0, size - first);
    System.arraycopy(ring, 0, larger, size - first, first);
    ring = larger;
    head = 0;
    tail = size;
  }
}
