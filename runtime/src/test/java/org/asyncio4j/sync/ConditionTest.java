package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncio4j.CancelledError;
import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private final Turns turns = new Turns();
  private final Condition condition = new Condition();
  private boolean ready;

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  private Task<Boolean> waiter() {
    turns.run(condition.acquire());
    return turns.begun(condition.waitAsync());
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    assertThat(condition).hasToString("<Condition [unlocked]>");
    waiter();
    assertThat(condition).hasToString("<Condition [unlocked, waiters:1]>");
    turns.run(condition.acquire());
    assertThat(condition).hasToString("<Condition [locked, waiters:1]>");
  }

  @Test
  void withoutTheLockNobodyWaitsOrNotifies() {
    assertThatThrownBy(() -> turns.run(condition.waitAsync()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot wait on un-acquired lock");
    assertThatThrownBy(condition::notifyOne)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot notify on un-acquired lock");
    assertThatThrownBy(condition::notifyEveryone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot notify on un-acquired lock");
    assertThatThrownBy(condition::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Lock is not acquired.");
  }

  @Test
  void waitForAsksBeforeItWaits() {
    assertThat(turns.run(condition.waitFor(() -> true))).isTrue();
    assertThatThrownBy(() -> turns.run(condition.waitFor(() -> false)))
        .hasMessage("cannot wait on un-acquired lock");
  }

  @Test
  void waitForGoesOnWaitingUntilItIsTrue() {
    turns.run(condition.acquire());
    Task<Boolean> waiter = turns.begun(condition.waitFor(() -> ready));
    notifyEveryoneOnce();
    assertThat(waiter.isDone()).isFalse();
    ready = true;
    notifyEveryoneOnce();

    assertThat(waiter.result()).isTrue();
    assertThat(condition.locked()).isTrue();
  }

  private void notifyEveryoneOnce() {
    turns.run(condition.acquire());
    condition.notifyEveryone();
    condition.release();
    turns.turn();
  }

  @Test
  void failingPredicateLeavesTheLockHeld() {
    turns.run(condition.acquire());
    Task<Boolean> waiter =
        turns.begun(
            condition.waitFor(
                () -> {
                  if (ready) {
                    throw new IllegalArgumentException("asked");
                  }
                  return false;
                }));
    ready = true;
    notifyEveryoneOnce();

    assertThat(waiter.exception()).hasMessage("asked");
    assertThat(condition.locked()).isTrue();
  }

  @Test
  void notifyWakesAtMostThatMany() {
    Task<Boolean> first = waiter();
    Task<Boolean> second = waiter();
    Task<Boolean> third = waiter();
    turns.run(condition.acquire());
    condition.notify(0);
    condition.notify(2);
    for (int i = 0; i < 4; i++) {
      if (condition.locked()) {
        condition.release();
      }
      turns.turn();
    }

    assertThat(first.isDone()).isTrue();
    assertThat(second.isDone()).isTrue();
    assertThat(third.isDone()).isFalse();
  }

  @Test
  void eachCancellationWhileItReacquiresIsKeptUntilItHasTheLock() {
    Task<Boolean> waiter = waiter();
    turns.run(condition.acquire());
    for (String message : new String[] {"first", "second", "third"}) {
      waiter.cancel(message);
      turns.turn();
      assertThat(waiter.isDone()).isFalse();
    }
    condition.release();
    turns.turn();

    assertThat(condition.locked()).isTrue();
    assertThatThrownBy(waiter::result).isInstanceOf(CancelledError.class).hasMessage("third");
  }

  @Test
  void notificationOfACancelledWaiterGoesToTheNext() {
    Task<Boolean> first = waiter();
    Task<Boolean> second = waiter();
    turns.run(condition.acquire());
    condition.notifyOne();
    condition.release();
    first.cancel();
    turns.turn();
    assertThat(first.isCancelled()).isTrue();
    condition.release();
    turns.turn();

    assertThat(second.isDone()).isTrue();
  }

  @Test
  void conditionsShareALock() {
    Lock lock = new Lock();
    Condition one = new Condition(lock);
    Condition other = new Condition(lock);
    turns.run(one.acquire());

    assertThat(other.locked()).isTrue();
    other.release();
    assertThat(lock.locked()).isFalse();
  }

  @Test
  void waitingInASecondLoopIsRefusedWithTheLockHeld() {
    waiter().cancel();
    turns.turn();

    try (Turns others = new Turns()) {
      assertThatThrownBy(() -> others.run(condition.waitAsync()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("<Condition [locked]> is bound to a different event loop");
      assertThat(condition.locked()).isTrue();
    }
  }
}
