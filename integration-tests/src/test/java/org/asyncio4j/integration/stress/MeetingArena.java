package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Barrier;
import org.asyncio4j.sync.BrokenBarrierException;
import org.asyncio4j.sync.Event;

/** An event, and a barrier that is broken now and then. */
final class MeetingArena extends Arena {
  private static final int PARTIES = 3;

  private final Event event = new Event();
  private final Barrier barrier = new Barrier(PARTIES);
  private int sets;
  private int arrived;
  private int passed;

  MeetingArena(Chance chance) {
    super(chance);
  }

  @Override
  @Async
  Coroutine<Void> visit() {
    switch (chance.below(5)) {
      case 0 -> setAndClear();
      case 1, 2 -> {
        int before = event.isSet() ? sets - 1 : sets;
        await(event.waitAsync());
        check(sets > before, "woken without a set");
        chance.mishap();
      }
      default -> await(meet());
    }
    return done();
  }

  @Async
  private Coroutine<Void> meet() {
    arrived++;
    try {
      int place = await(barrier.waitAsync());
      passed++;
      check(place >= 0 && place < PARTIES, "there is no place " + place);
      check(passed <= arrived, "more have left than come");
    } catch (BrokenBarrierException e) {
      await(chance.pause());
    }
    chance.mishap();
    return done();
  }

  private void setAndClear() {
    event.set();
    sets++;
    event.clear();
  }

  @Override
  @Async
  Coroutine<Void> relieve() {
    setAndClear();
    await(barrier.abort());
    await(barrier.reset());
    return done();
  }

  @Override
  void checkIdle() {
    check(barrier.toString().startsWith("<Barrier [filling"), "not left by all: " + barrier);
    check(barrier.nWaiting() < PARTIES, "not woken: " + barrier);
  }

  @Override
  void checkLeft() {
    checkText(event, "<Event [unset]>");
    checkText(barrier, "<Barrier [filling, waiters:0/3]>");
  }
}
