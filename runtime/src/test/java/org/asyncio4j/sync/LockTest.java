package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.StopIteration;
import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockTest {
  private final Turns turns = new Turns();
  private final Lock lock = new Lock();

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  @Test
  void freeLockIsAcquiredWithoutLoopOrSuspension() {
    assertThatThrownBy(() -> lock.acquire().send(null)).isInstanceOf(StopIteration.class);

    assertThat(lock.locked()).isTrue();
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    assertThat(lock).hasToString("<Lock [unlocked]>");
    turns.run(lock.acquire());
    assertThat(lock).hasToString("<Lock [locked]>");
    Task<Void> first = turns.begun(lock.acquire());
    turns.begun(lock.acquire());
    assertThat(lock).hasToString("<Lock [locked, waiters:2]>");
    lock.release();
    assertThat(lock).hasToString("<Lock [unlocked, waiters:2]>");
    turns.turn();
    assertThat(first.isDone()).isTrue();
    assertThat(lock).hasToString("<Lock [locked, waiters:1]>");
    lock.release();
    turns.turn();
    lock.release();
  }

  @Test
  void coroutinesAreNamedAsAsynciosAre() {
    assertThat(lock.acquire().toString()).startsWith("<coroutine object Lock.acquire at 0x");
    assertThat(lock.hold().toString()).startsWith("<coroutine object Lock.hold at 0x");
  }

  @Test
  void releaseOfAFreeLockIsRefused() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Lock is not acquired.");
  }

  /** Between the release and the turn of who was woken the lock is free: nobody may take it. */
  @Test
  void newcomerQueuesBehindWhoWasWoken() {
    turns.run(lock.acquire());
    Task<Void> woken = turns.begun(lock.acquire());
    lock.release();
    Task<Void> newcomer = turns.task(lock.acquire());
    turns.turn();

    assertThat(woken.isDone()).isTrue();
    assertThat(newcomer.isDone()).isFalse();
    lock.release();
    turns.run(Asyncio.yieldNow());
    assertThat(newcomer.isDone()).isTrue();
  }

  @Test
  void newcomerNeedNotWaitForTheCancelled() {
    turns.run(lock.acquire());
    Task<Void> waiter = turns.begun(lock.acquire());
    waiter.cancel();
    lock.release();
    Coroutine<Void> newcomer = lock.acquire();

    assertThatThrownBy(() -> newcomer.send(null)).isInstanceOf(StopIteration.class);
    turns.turn();
    assertThat(waiter.isCancelled()).isTrue();
    assertThat(lock).hasToString("<Lock [locked]>");
  }

  @Test
  void wokenWaiterThatIsCancelledWakesTheNext() {
    turns.run(lock.acquire());
    Task<Void> woken = turns.begun(lock.acquire());
    Task<Void> next = turns.begun(lock.acquire());
    lock.release();
    woken.cancel();
    turns.turn();
    turns.turn();

    assertThat(woken.isCancelled()).isTrue();
    assertThat(next.isDone()).isTrue();
    assertThat(lock.locked()).isTrue();
  }

  /** The release finds the cancelled one first in line, which then has to wake the next. */
  @Test
  void releaseBeforeTheCancelledWaiterRunsIsNotLost() {
    turns.run(lock.acquire());
    Task<Void> cancelled = turns.begun(lock.acquire());
    Task<Void> next = turns.begun(lock.acquire());
    cancelled.cancel();
    lock.release();
    turns.turn();
    turns.turn();

    assertThat(next.isDone()).isTrue();
  }

  @Test
  void waiterClosedByHandLeavesTheLine() {
    turns.run(lock.acquire());
    turns.run(
        new Action<>(
            "test",
            () -> {
              Coroutine<Void> waiter = lock.acquire();
              assertThat(waiter.send(null)).isInstanceOf(Future.class);
              waiter.close();
            }));

    assertThat(lock).hasToString("<Lock [locked]>");
  }

  @Test
  void heldReleasesOnce() {
    Held held = turns.run(lock.hold());
    assertThat(lock.locked()).isTrue();
    held.close();
    assertThat(lock.locked()).isFalse();
    held.close();
    assertThat(lock.locked()).isFalse();
  }

  @Test
  void holdWaitsAndCanBeCancelled() {
    Held held = turns.run(lock.hold());
    Task<Held> cancelled = turns.begun(lock.hold());
    Task<Held> second = turns.begun(lock.hold());
    cancelled.cancel();
    turns.turn();
    held.close();
    turns.turn();

    assertThat(cancelled.isCancelled()).isTrue();
    second.result().close();
    assertThat(lock).hasToString("<Lock [unlocked]>");
  }

  @Test
  void contextManagerAcquiresAndReleases() {
    turns.run(lock.enter());
    assertThat(lock.locked()).isTrue();
    Boolean swallows = turns.run(lock.exit(new IllegalArgumentException("body")));

    assertThat(swallows).isNotEqualTo(true);
    assertThat(lock.locked()).isFalse();
  }

  @Test
  void waitingInASecondLoopIsRefused() {
    turns.run(lock.acquire());
    turns.begun(lock.acquire());
    lock.release();
    turns.turn();

    try (Turns others = new Turns()) {
      assertThatThrownBy(() -> others.run(lock.acquire()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("<Lock [locked]> is bound to a different event loop");
      lock.release();
      others.run(lock.acquire());
    }
  }
}
