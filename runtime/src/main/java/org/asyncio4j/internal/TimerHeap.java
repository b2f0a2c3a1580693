package org.asyncio4j.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers ordered by time, those of one time by when they were added. Any of them can leave.
 * Confined to one thread.
 *
 * <p>A heap with four children a node that holds numbers only, a time and a slot, so that moving a
 * node touches no timer and is nothing to the garbage collector: a million sleepers cost few cache
 * misses. The slot has the rest. A timer that leaves before its time just says so: its node is dead
 * then, and is dropped when it comes to the front or the end, or with all others when they are the
 * majority. asyncio treats its cancelled timers so.
 */
public final class TimerHeap {
  private static final int ARITY = 4;
  private static final int INITIAL_CAPACITY = 16;

  /** So many dead nodes are not worth the work of dropping them. */
  private static final int TOLERATED = 64;

  // Nodes, by place. The earliest is at 0, and alive.

  private long[] times = new long[INITIAL_CAPACITY];
  private int[] slots = new int[INITIAL_CAPACITY];

  /** How many nodes there are, the dead included. From here on {@link #slots} are free ones. */
  private int end;

  /**
   * How many nodes may be dead, for whoever wonders whether to look: a timer that leaves after it
   * was removed counts as well.
   */
  private int dead;

  // Slots.

  private @Nullable Timed[] timers = new Timed[INITIAL_CAPACITY];

  /** When a slot's timer was added. */
  private long[] orders = new long[INITIAL_CAPACITY];

  private long sequence;

  /** How many slots there are, in use or free. */
  private int slotCount;

  /** {@return whether there is no timer} */
  public boolean isEmpty() {
    return end == 0;
  }

  /** {@return the earliest time; there must be a timer} */
  public long nextTime() {
    return times[0];
  }

  /**
   * Adds a timer.
   *
   * @param time when it is due
   * @param timer the timer
   */
  public void add(long time, Timed timer) {
    if (end == times.length) {
      times = Arrays.copyOf(times, 2 * end);
      slots = Arrays.copyOf(slots, 2 * end);
      timers = Arrays.copyOf(timers, 2 * end);
      orders = Arrays.copyOf(orders, 2 * end);
    }
    if (end == slotCount) {
      slots[end] = slotCount++;
    }
    int slot = slots[end];
    timers[slot] = timer;
    orders[slot] = sequence++;
    siftUp(end++, time, slot);
  }

  /**
   * Removes the earliest timer; there must be one. Does not touch it: of many that are due each is
   * in memory that no cache has.
   *
   * @return the timer
   */
  public Timed removeFirst() {
    Timed first = timer(slots[0]);
    dropFirst();
    dropDeadEnds();
    return first;
  }

  /** Told that a timer has left, and says so. */
  public void leftOne() {
    dead++;
    if (dead > Math.max(end - dead, TOLERATED)) {
      dropDead();
    }
    dropDeadEnds();
  }

  /** Sees to it that the earliest node is alive. */
  private void dropDeadEnds() {
    while (dead > 0 && end > 0 && isDead(slots[end - 1])) {
      dead--;
      end--;
      timers[slots[end]] = null;
    }
    while (dead > 0 && end > 0 && isDead(slots[0])) {
      dead--;
      dropFirst();
    }
    if (end == 0) {
      dead = 0;
    }
  }

  private void dropFirst() {
    int slot = slots[0];
    timers[slot] = null;
    end--;
    if (end > 0) {
      siftDown(0, times[end], slots[end]);
    }
    slots[end] = slot;
  }

  private boolean isDead(int slot) {
    return !timer(slot).isTimed();
  }

  private void dropDead() {
    int kept = 0;
    for (int place = 0; place < end; place++) {
      int slot = slots[place];
      if (isDead(slot)) {
        timers[slot] = null;
      } else {
        slots[place] = slots[kept];
        put(kept++, times[place], slot);
      }
    }
    end = kept;
    dead = 0;
    for (int place = (kept - 2) / ARITY; place >= 0; place--) {
      siftDown(place, times[place], slots[place]);
    }
  }

  private void siftUp(int from, long time, int slot) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / ARITY;
      if (!isBefore(time, slot, parent)) {
        break;
      }
      put(place, times[parent], slots[parent]);
      place = parent;
    }
    put(place, time, slot);
  }

  private void siftDown(int from, long time, int slot) {
    int place = from;
    for (; ; ) {
      int child = earliestChild(place);
      if (child < 0 || isBefore(time, slot, child)) {
        break;
      }
      put(place, times[child], slots[child]);
      place = child;
    }
    put(place, time, slot);
  }

  private int earliestChild(int place) {
    int first = ARITY * place + 1;
    if (first >= end) {
      return -1;
    }
    int earliest = first;
    int last = Math.min(first + ARITY, end);
    for (int i = first + 1; i < last; i++) {
      if (isBefore(times[i], slots[i], earliest)) {
        earliest = i;
      }
    }
    return earliest;
  }

  private boolean isBefore(long time, int slot, int place) {
    long other = times[place];
    return time < other || (time == other && orders[slot] < orders[slots[place]]);
  }

  private void put(int place, long time, int slot) {
    times[place] = time;
    slots[place] = slot;
  }

  /** Only called of slots in use. */
  @SuppressWarnings("NullAway")
  private Timed timer(int slot) {
    return timers[slot];
  }
}
