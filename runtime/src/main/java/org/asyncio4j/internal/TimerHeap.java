package org.asyncio4j.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers ordered by time, those of one time by when they were added. Any of them can be removed.
 * Confined to one thread.
 *
 * <p>A heap with four children a node that holds numbers only, a key and a slot, so that moving a
 * node touches no timer and is nothing to the garbage collector: a million sleepers cost few cache
 * misses. A slot holds the timer and where in the heap its node is.
 *
 * @param <E> the timers
 */
public final class TimerHeap<E> {
  private static final int ARITY = 4;
  private static final int INITIAL_CAPACITY = 16;

  // Nodes, by place. The earliest is at 0.

  /** Two words a node: its time, its sequence number. */
  private long[] keys = new long[2 * INITIAL_CAPACITY];

  private int[] slots = new int[INITIAL_CAPACITY];

  // Slots.

  private @Nullable Object[] timers = new Object[INITIAL_CAPACITY];

  /** Where the node of a slot is; of a free slot, the next free one, or {@link #slotsUsed}. */
  private int[] places = new int[INITIAL_CAPACITY];

  private int size;
  private long sequence;

  /** The free slot to take next: one that was given back, or the first that was never used. */
  private int freeSlot;

  private int slotsUsed;

  /** {@return whether there is no timer} */
  public boolean isEmpty() {
    return size == 0;
  }

  /** {@return the number of timers} */
  public int size() {
    return size;
  }

  /** {@return the earliest time; there must be a timer} */
  public long nextTime() {
    return keys[0];
  }

  /**
   * Adds a timer.
   *
   * @param time when it is due
   * @param timer the timer
   * @return its slot, for {@link #remove}; its own as long as it is here
   */
  public int add(long time, E timer) {
    if (size == timers.length) {
      timers = Arrays.copyOf(timers, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
      keys = Arrays.copyOf(keys, 4 * size);
    }
    int slot = freeSlot;
    if (slot == slotsUsed) {
      freeSlot = ++slotsUsed;
    } else {
      freeSlot = places[slot];
    }
    timers[slot] = timer;
    siftUp(size++, time, sequence++, slot);
    return slot;
  }

  /**
   * Removes the earliest timer; there must be one.
   *
   * @return the timer
   */
  public E removeFirst() {
    return remove(slots[0]);
  }

  /**
   * Removes a timer.
   *
   * @param slot its slot
   * @return the timer
   */
  public E remove(int slot) {
    E removed = timer(slot);
    int place = places[slot];
    int last = --size;
    if (place != last) {
      long time = keys[2 * last];
      long order = keys[2 * last + 1];
      if (place > 0 && isBefore(time, order, (place - 1) / ARITY)) {
        siftUp(place, time, order, slots[last]);
      } else {
        siftDown(place, time, order, slots[last]);
      }
    }
    timers[slot] = null;
    places[slot] = freeSlot;
    freeSlot = slot;
    return removed;
  }

  private void siftUp(int from, long time, long order, int slot) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / ARITY;
      if (!isBefore(time, order, parent)) {
        break;
      }
      put(place, keys[2 * parent], keys[2 * parent + 1], slots[parent]);
      place = parent;
    }
    put(place, time, order, slot);
  }

  private void siftDown(int from, long time, long order, int slot) {
    int place = from;
    for (; ; ) {
      int child = earliestChild(place);
      if (child < 0 || isBefore(time, order, child)) {
        break;
      }
      put(place, keys[2 * child], keys[2 * child + 1], slots[child]);
      place = child;
    }
    put(place, time, order, slot);
  }

  private int earliestChild(int place) {
    int first = ARITY * place + 1;
    if (first >= size) {
      return -1;
    }
    int earliest = first;
    int end = Math.min(first + ARITY, size);
    for (int i = first + 1; i < end; i++) {
      if (isBefore(keys[2 * i], keys[2 * i + 1], earliest)) {
        earliest = i;
      }
    }
    return earliest;
  }

  private boolean isBefore(long time, long order, int place) {
    long other = keys[2 * place];
    return time < other || (time == other && order < keys[2 * place + 1]);
  }

  private void put(int place, long time, long order, int slot) {
    keys[2 * place] = time;
    keys[2 * place + 1] = order;
    slots[place] = slot;
    places[slot] = place;
  }

  /** Only called of slots in use. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private E timer(int slot) {
    return (E) timers[slot];
  }
}
