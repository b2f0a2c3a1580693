package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/**
 * A line of waiting coroutines, first come first, linked through them. Whoever is woken stays in it
 * until it runs and leaves, unless {@link #dismissNext} woke it.
 */
final class Waiters {
  private @Nullable Waiter<?> first;
  private @Nullable Waiter<?> last;

  /** Nobody in front of this one is still to be woken; null if nobody is at all. */
  private @Nullable Waiter<?> pending;

  boolean isEmpty() {
    return first == null;
  }

  int size() {
    int size = 0;
    for (Waiter<?> waiter = first; waiter != null; waiter = waiter.next) {
      size++;
    }
    return size;
  }

  /** Whether there is somebody whom a newcomer must not overtake. */
  boolean hasUncancelled() {
    for (Waiter<?> waiter = first; waiter != null; waiter = waiter.next) {
      if (!waiter.isCancelled()) {
        return true;
      }
    }
    return false;
  }

  void add(Waiter<?> waiter) {
    Waiter<?> end = last;
    if (end == null) {
      first = waiter;
    } else {
      end.next = waiter;
      waiter.previous = end;
    }
    last = waiter;
    if (pending == null) {
      pending = waiter;
    }
  }

  /** Takes a waiter out of the line, if it is still in it. */
  void remove(Waiter<?> waiter) {
    Waiter<?> before = waiter.previous;
    Waiter<?> after = waiter.next;
    if (before == null && first != waiter) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    if (pending == waiter) {
      pending = after;
    }
    waiter.previous = null;
    waiter.next = null;
  }

  /** Wakes who is first, unless that was done already. */
  void wakeFirst() {
    if (first != null) {
      first.wake();
    }
  }

  /** Wakes the first that is still to be woken; false if there is none. */
  boolean wakeNext() {
    while (pending != null) {
      Waiter<?> waiter = pending;
      pending = waiter.next;
      if (waiter.wake()) {
        return true;
      }
    }
    return false;
  }

  void wakeAll() {
    while (wakeNext()) {
      // One after the other.
    }
  }

  /** Wakes the first that is still to be woken, and drops it and those in front of it. */
  boolean dismissNext() {
    while (first != null) {
      Waiter<?> waiter = first;
      remove(waiter);
      if (waiter.wake()) {
        return true;
      }
    }
    return false;
  }

  void dismissAll() {
    while (dismissNext()) {
      // One after the other.
    }
  }
}
