package org.asyncio4j.sync;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A line of waiting coroutines, first come first, linked through them. Whoever is woken stays in it
 * until it runs and leaves, unless {@link #dismissNext} woke it.
 */
final class Waiters {
  private @Nullable Waiter<?> first;

  /** Null while there are less than two: most lines have one waiter, which costs one store. */
  private @Nullable Waiter<?> last;

  /** Nobody in front of this one is still to be woken; null if nothing is known about that. */
  private @Nullable Waiter<?> woken;

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
    Waiter<?> head = first;
    if (head == null) {
      first = waiter;
    } else {
      append(waiter, last == null ? head : last);
    }
  }

  private void append(Waiter<?> waiter, Waiter<?> end) {
    end.next = waiter;
    waiter.previous = end;
    last = waiter;
  }

  /** Takes a waiter out of the line, if it is still in it. */
  void remove(Waiter<?> waiter) {
    if (last != null) {
      removeOneOfMany(waiter);
    } else if (first == waiter) {
      first = null;
      woken = null;
    }
  }

  private void removeOneOfMany(Waiter<?> waiter) {
    Waiter<?> before = waiter.previous;
    Waiter<?> after = waiter.next;
    if (before != null) {
      before.next = after;
    } else if (first == waiter) {
      first = after;
    } else {
      return;
    }
    if (after != null) {
      after.previous = before;
    } else {
      last = before;
    }
    if (last == first) {
      last = null;
    }
    if (woken == waiter) {
      woken = after == null ? before : after;
    }
    waiter.previous = null;
    waiter.next = null;
  }

  /** Wakes who is first, unless that was done already. */
  void wakeFirst() {
    if (first != null) {
      first.wake(true);
    }
  }

  /** Wakes the first that is still to be woken; false if there is none. */
  boolean wakeNext(boolean served) {
    for (Waiter<?> waiter = woken == null ? first : woken; waiter != null; waiter = waiter.next) {
      woken = waiter;
      if (waiter.wake(served)) {
        return true;
      }
    }
    return false;
  }

  void wakeAll(boolean served) {
    while (wakeNext(served)) {
      // One after the other.
    }
  }

  /** Wakes some of those who are still to be woken, wherever they stand. */
  void wakeIf(Predicate<Waiter<?>> condition, boolean served) {
    for (Waiter<?> waiter = first; waiter != null; waiter = waiter.next) {
      if (condition.test(waiter)) {
        waiter.wake(served);
      }
    }
  }

  /** Wakes the first that is still to be woken, and drops it and those in front of it. */
  boolean dismissNext() {
    while (first != null) {
      Waiter<?> waiter = first;
      remove(waiter);
      if (waiter.wake(true)) {
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
