package org.asyncio4j.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers ordered by time, those of one time by when they were added. Any of them can be removed.
 * Confined to one thread.
 *
 * <p>A heap with four children a node, its keys in an array of their own: a comparison touches no
 * timer, and a million sleepers cost few cache misses.
 *
 * @param <E> the timers
 */
public abstract class TimerHeap<E> {
  private static final int ARITY = 4;
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Object[] timers = new Object[INITIAL_CAPACITY];

  /** Two words a timer: its time, its sequence number. */
  private long[] keys = new long[2 * INITIAL_CAPACITY];

  private int size;
  private long sequence;

  /** Makes an empty heap. */
  protected TimerHeap() {}

  /**
   * Called with the new place of a timer whenever that changes, to be given to {@link #remove}; -1
   * once it has left the heap.
   *
   * @param timer the timer
   * @param index its place
   */
  protected abstract void moved(E timer, int index);

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
   */
  public void add(long time, E timer) {
    if (size == timers.length) {
      timers = Arrays.copyOf(timers, 2 * size);
      keys = Arrays.copyOf(keys, 4 * size);
    }
    siftUp(size++, time, sequence++, timer);
  }

  /**
   * Removes the earliest timer; there must be one.
   *
   * @return the timer
   */
  public E removeFirst() {
    E first = timer(0);
    remove(0);
    return first;
  }

  /**
   * Removes a timer.
   *
   * @param index its place, as {@link #moved} told
   */
  public void remove(int index) {
    E removed = timer(index);
    int last = --size;
    E moving = timer(last);
    long time = keys[2 * last];
    long order = keys[2 * last + 1];
    timers[last] = null;
    if (index != last) {
      if (index > 0 && isBefore(time, order, (index - 1) / ARITY)) {
        siftUp(index, time, order, moving);
      } else {
        siftDown(index, time, order, moving);
      }
    }
    moved(removed, -1);
  }

  /** Drops all timers. */
  public void clear() {
    for (int i = 0; i < size; i++) {
      moved(timer(i), -1);
    }
    timers = new Object[INITIAL_CAPACITY];
    keys = new long[2 * INITIAL_CAPACITY];
    size = 0;
  }

  private void siftUp(int from, long time, long order, E timer) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) / ARITY;
      if (!isBefore(time, order, parent)) {
        break;
      }
      move(parent, index);
      index = parent;
    }
    put(index, time, order, timer);
  }

  private void siftDown(int from, long time, long order, E timer) {
    int index = from;
    for (; ; ) {
      int child = earliestChild(index);
      if (child < 0 || isBefore(time, order, child)) {
        break;
      }
      move(child, index);
      index = child;
    }
    put(index, time, order, timer);
  }

  private int earliestChild(int index) {
    int first = ARITY * index + 1;
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

  private boolean isBefore(long time, long order, int index) {
    long other = keys[2 * index];
    return time < other || (time == other && order < keys[2 * index + 1]);
  }

  private void move(int from, int to) {
    put(to, keys[2 * from], keys[2 * from + 1], timer(from));
  }

  private void put(int index, long time, long order, E timer) {
    timers[index] = timer;
    keys[2 * index] = time;
    keys[2 * index + 1] = order;
    moved(timer, index);
  }

  /** Only called below {@link #size}, where there is a timer. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private E timer(int index) {
    return (E) timers[index];
  }
}
