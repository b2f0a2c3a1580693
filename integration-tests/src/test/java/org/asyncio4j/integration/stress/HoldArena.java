package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.util.function.IntSupplier;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Acquirable;
import org.asyncio4j.sync.Held;

/** Something to hold: never by more than its limit, and by nobody before who came earlier. */
final class HoldArena extends Arena {
  private final Acquirable acquirable;
  private final int most;
  private final IntSupplier limit;
  private final String free;
  private final Order order = new Order();
  private int inside;

  /**
   * Makes an arena.
   *
   * @param most how many can ever hold it at once
   * @param limit how many can hold it now
   * @param free how the acquirable describes itself when nobody holds it
   */
  HoldArena(Chance chance, Acquirable acquirable, int most, IntSupplier limit, String free) {
    super(chance);
    this.acquirable = acquirable;
    this.most = most;
    this.limit = limit;
    this.free = free;
  }

  @Override
  @Async
  @SuppressWarnings("try") // What is held is not asked for anything.
  Coroutine<Void> visit() {
    int ticket = order.come();
    try (Held held = await(acquirable.hold())) {
      order.serve(ticket, acquirable);
      inside++;
      try {
        check(inside <= most, inside + " hold " + acquirable);
        await(chance.pause());
        chance.mishap();
      } finally {
        inside--;
      }
    }
    return done();
  }

  /** Nobody waits for another visitor to come. */
  @Override
  Coroutine<Void> relieve() {
    return done();
  }

  @Override
  void checkIdle() {
    check(
        !hasWaiters(acquirable) || inside >= limit.getAsInt(),
        "only " + inside + " hold " + acquirable);
  }

  @Override
  void checkLeft() {
    checkText(acquirable, free);
  }
}
