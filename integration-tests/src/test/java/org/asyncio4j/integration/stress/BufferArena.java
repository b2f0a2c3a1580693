package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.util.ArrayDeque;
import java.util.Deque;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Condition;
import org.asyncio4j.sync.Held;
import org.asyncio4j.sync.Lock;

/**
 * A bounded buffer made of two conditions that share a lock, with one notification for each item
 * and each place: one that is lost leaves somebody waiting for ever.
 */
@SuppressWarnings("try") // What is held is not asked for anything.
final class BufferArena extends Arena {
  private static final int PLACES = 2;

  private final Lock lock = new Lock();
  private final Condition notEmpty = new Condition(lock);
  private final Condition notFull = new Condition(lock);
  private final Deque<Integer> buffer = new ArrayDeque<>();
  private int next;
  private int put;

  BufferArena(Chance chance) {
    super(chance);
  }

  @Override
  @Async
  Coroutine<Void> visit() {
    if (chance.oneIn(2)) {
      await(put());
    } else {
      await(get());
    }
    chance.mishap();
    return done();
  }

  @Async
  private Coroutine<Void> put() {
    try (Held held = await(notFull.hold())) {
      await(notFull.waitFor(() -> buffer.size() < PLACES));
      check(lock.locked() && buffer.size() < PLACES, "woken without a place");
      buffer.add(put++);
      notEmpty.notifyOne();
      if (chance.oneIn(3)) {
        await(chance.pause());
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> get() {
    try (Held held = await(notEmpty.hold())) {
      await(notEmpty.waitFor(() -> !buffer.isEmpty()));
      check(lock.locked() && !buffer.isEmpty(), "woken without an item");
      check(buffer.remove() == next++, "items in another order");
      notFull.notifyOne();
      if (chance.oneIn(3)) {
        await(chance.pause());
      }
    }
    return done();
  }

  @Override
  Coroutine<Void> relieve() {
    if (buffer.isEmpty()) {
      return put();
    }
    return buffer.size() == PLACES ? get() : done();
  }

  @Override
  void checkIdle() {
    if (!lock.locked()) {
      check(!hasWaiters(lock), "not woken: " + lock);
      check(!hasWaiters(notEmpty) || buffer.isEmpty(), "not notified of an item: " + notEmpty);
      check(!hasWaiters(notFull) || buffer.size() == PLACES, "not notified of a place: " + notFull);
    }
  }

  @Override
  void checkLeft() {
    check(next + buffer.size() == put, "items were lost");
    checkText(notEmpty, "<Condition [unlocked]>");
    checkText(notFull, "<Condition [unlocked]>");
    checkText(lock, "<Lock [unlocked]>");
  }
}
