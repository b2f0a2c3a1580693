package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SemaphoreTest {
  private final Turns turns = new Turns();

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  private List<Task<Void>> waiters(Semaphore semaphore, int count) {
    List<Task<Void>> waiters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiters.add(turns.begun(semaphore.acquire()));
    }
    return waiters;
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    Semaphore semaphore = new Semaphore(2);
    assertThat(semaphore).hasToString("<Semaphore [unlocked, value:2]>");
    turns.run(semaphore.acquire());
    turns.run(semaphore.acquire());
    assertThat(semaphore).hasToString("<Semaphore [locked]>");
    waiters(semaphore, 1);
    assertThat(semaphore).hasToString("<Semaphore [locked, waiters:1]>");
    assertThat(new BoundedSemaphore()).hasToString("<BoundedSemaphore [unlocked, value:1]>");
  }

  @Test
  void negativeValueIsRefused() {
    assertThatThrownBy(() -> new Semaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Semaphore initial value must be >= 0");
    assertThatThrownBy(() -> new BoundedSemaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Semaphore initial value must be >= 0");
  }

  @Test
  void boundedSemaphoreTakesBackNoMoreThanItGave() {
    BoundedSemaphore semaphore = new BoundedSemaphore(1);
    turns.run(semaphore.acquire());
    semaphore.release();
    assertThatThrownBy(semaphore::release)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BoundedSemaphore released too many times");
  }

  @Test
  void permitsGoToTheLineInItsOrder() {
    Semaphore semaphore = new Semaphore(0);
    List<Task<Void>> waiters = waiters(semaphore, 3);
    semaphore.release();
    semaphore.release();
    turns.turn();

    assertThat(waiters).extracting(Task::isDone).containsExactly(true, true, false);
  }

  /** Two permits given back, who was woken for them cancelled: both reach who is next. */
  @Test
  void permitsOfCancelledWaitersArePassedOn() {
    Semaphore semaphore = new Semaphore(0);
    List<Task<Void>> waiters = waiters(semaphore, 4);
    semaphore.release();
    semaphore.release();
    waiters.get(0).cancel();
    waiters.get(1).cancel();
    turns.turn();
    turns.turn();

    assertThat(waiters).extracting(Task::isDone).containsOnly(true);
    assertThat(waiters).extracting(Task::isCancelled).containsExactly(true, true, false, false);
    assertThat(semaphore).hasToString("<Semaphore [locked]>");
  }

  /** While somebody who was woken has not run yet, newcomers wait though there are permits. */
  @Test
  void newcomersQueueBehindWhoWasWokenAndAreWokenByThem() {
    Semaphore semaphore = new Semaphore(0);
    Task<Void> woken = waiters(semaphore, 1).get(0);
    semaphore.release();
    semaphore.release();
    assertThat(semaphore.locked()).isTrue();
    Task<Void> newcomer = turns.task(semaphore.acquire());
    turns.turn();
    assertThat(woken.isDone()).isTrue();
    turns.turn();
    assertThat(newcomer.isDone()).isTrue();
  }

  @Test
  void holdGivesBack() {
    Semaphore semaphore = new Semaphore();
    turns.run(semaphore.hold()).close();

    assertThat(semaphore).hasToString("<Semaphore [unlocked, value:1]>");
  }
}
