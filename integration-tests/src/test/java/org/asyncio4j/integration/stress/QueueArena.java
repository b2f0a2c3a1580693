package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.util.Collection;
import java.util.function.Supplier;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Queue;

/** A queue: what was put in comes out once, in the order of its kind. */
final class QueueArena extends Arena {
  private final Queue<Integer> queue;

  /** What must be in the queue. */
  private final Collection<Integer> model;

  private final Supplier<Integer> expected;
  private final String empty;
  private int made;

  /**
   * Makes an arena.
   *
   * @param model an empty collection
   * @param expected removes from it what the queue gives out next
   */
  QueueArena(
      Chance chance, Queue<Integer> queue, Collection<Integer> model, Supplier<Integer> expected) {
    super(chance);
    this.queue = queue;
    this.model = model;
    this.expected = expected;
    this.empty = queue.toString();
  }

  /** Unique, and of random size for the sake of priorities. */
  private int make() {
    return chance.below(1000) * 1_000_000 + made++;
  }

  @Override
  @Async
  Coroutine<Void> visit() {
    if (chance.oneIn(2)) {
      int item = make();
      await(queue.put(item));
      model.add(item);
      chance.mishap();
    } else {
      checkNext(await(queue.get()));
      try {
        await(chance.pause());
        chance.mishap();
      } finally {
        queue.taskDone();
      }
    }
    return done();
  }

  private void checkNext(int item) {
    Integer next = expected.get();
    check(next != null && next == item, item + " came out instead of " + next);
  }

  @Override
  Coroutine<Void> relieve() {
    if (queue.empty()) {
      int item = make();
      queue.putNowait(item);
      model.add(item);
    } else if (queue.full()) {
      takeOne();
    }
    return done();
  }

  private void takeOne() {
    checkNext(queue.getNowait());
    queue.taskDone();
  }

  @Override
  void checkIdle() {
    String text = queue.toString();
    check(!text.contains("_getters") || queue.empty(), "not woken: getters of " + text);
    check(!text.contains("_putters") || queue.full(), "not woken: putters of " + text);
  }

  @Override
  void checkLeft() {
    while (!queue.empty()) {
      takeOne();
    }
    check(model.isEmpty(), model + " were lost in " + queue);
    checkText(queue, empty);
  }
}
