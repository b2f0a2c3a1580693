package org.asyncio4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are watched until they are collected, oldest first. Confined to one thread.
 *
 * <p>A list linked through its members: in it a member is reachable although its object is not, and
 * leaves at no cost.
 */
final class WatchList<T, W extends Watched<T, W>> {
  final ReferenceQueue<T> collected = new ReferenceQueue<>();

  private @Nullable W oldest;
  private @Nullable W newest;

  boolean isEmpty() {
    return oldest == null;
  }

  void add(W member) {
    W last = newest;
    member.previous = last;
    if (last == null) {
      oldest = member;
    } else {
      last.next = member;
    }
    newest = member;
  }

  /** Takes a member out, which is told of no longer. */
  void remove(W member) {
    unlink(member);
    member.clear();
  }

  /** Takes the oldest member out; null if there is none. */
  @Nullable W removeOldest() {
    W first = oldest;
    if (first != null) {
      remove(first);
    }
    return first;
  }

  /** Takes out a member whose object has been collected; null if there is none. */
  @SuppressWarnings("unchecked") // The queue is for members.
  @Nullable W removeCollected() {
    Reference<? extends T> reference;
    while ((reference = collected.poll()) != null) {
      W member = (W) reference;
      if (member.previous != null || member == oldest) {
        unlink(member);
        return member;
      }
    }
    return null;
  }

  private void unlink(W member) {
    W before = member.previous;
    W after = member.next;
    if (before == null) {
      oldest = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.previous = before;
    }
    member.previous = null;
    member.next = null;
  }
}
