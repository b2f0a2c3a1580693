package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private final Turns turns = new Turns();
  private final Barrier barrier = new Barrier(3);

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
    turns.begun(barrier.waitAsync());
    turns.begun(barrier.waitAsync());
    assertThat(barrier).hasToString("<Barrier [filling, waiters:2/3]>");
    assertThat(barrier.nWaiting()).isEqualTo(2);
    assertThat(barrier.parties()).isEqualTo(3);
    turns.begun(barrier.waitAsync());
    assertThat(barrier).hasToString("<Barrier [draining, waiters:0/3]>");
    turns.turn();
    assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
    turns.begun(barrier.waitAsync());
    turns.run(barrier.reset());
    assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
    turns.run(barrier.abort());
    assertThat(barrier).hasToString("<Barrier [broken]>");
  }

  @Test
  void withoutPartiesIsRefused() {
    assertThatThrownBy(() -> new Barrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parties must be >= 1");
  }

  @Test
  void oneAloneDoesNotWait() {
    Barrier alone = new Barrier(1);

    assertThat(turns.run(alone.waitAsync())).isZero();
    assertThat(turns.run(alone.waitAsync())).isZero();
  }

  @Test
  void abortedAndResetBarriersSaySo() {
    Task<Integer> waiter = turns.begun(barrier.waitAsync());
    turns.run(barrier.abort());
    turns.turn();
    assertThat(waiter.exception())
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage("Abort or reset of barrier");
    assertThatThrownBy(() -> turns.run(barrier.waitAsync()))
        .isInstanceOf(BrokenBarrierException.class)
        .hasMessage("Barrier aborted");
    turns.run(barrier.reset());
    assertThat(barrier.broken()).isFalse();
  }

  /** Who comes while the others leave waits for the next round. */
  @Test
  void newcomerWaitsUntilTheBarrierHasDrained() {
    turns.begun(barrier.waitAsync());
    turns.begun(barrier.waitAsync());
    Task<Integer> last = turns.task(barrier.waitAsync());
    Task<Integer> newcomer = turns.task(barrier.waitAsync());
    turns.turn();
    assertThat(last.result()).isEqualTo(2);
    turns.turn();
    turns.turn();

    assertThat(newcomer.isDone()).isFalse();
    assertThat(barrier.nWaiting()).isEqualTo(1);
    turns.begun(barrier.waitAsync());
    turns.begun(barrier.waitAsync());
    turns.turn();
    assertThat(newcomer.result()).isZero();
  }

  @Test
  void contextManagerGivesThePlace() {
    Barrier alone = new Barrier(1);

    assertThat(turns.run(alone.enter())).isZero();
    assertThat(turns.run(alone.exit(null))).isNotEqualTo(true);
  }
}
