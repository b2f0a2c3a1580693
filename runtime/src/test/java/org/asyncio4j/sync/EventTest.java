package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {
  private final Turns turns = new Turns();
  private final Event event = new Event();

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    assertThat(event).hasToString("<Event [unset]>");
    Task<Boolean> waiter = turns.begun(event.waitAsync());
    assertThat(event).hasToString("<Event [unset, waiters:1]>");
    event.set();
    assertThat(event).hasToString("<Event [set, waiters:1]>");
    turns.turn();
    assertThat(event).hasToString("<Event [set]>");
    assertThat(waiter.result()).isTrue();
    event.clear();
    assertThat(event.isSet()).isFalse();
  }

  @Test
  void cancelledWaiterLeaves() {
    Task<Boolean> waiter = turns.begun(event.waitAsync());
    waiter.cancel();
    turns.turn();

    assertThat(event).hasToString("<Event [unset]>");
  }

  /** Set, cleared and set again in one turn: who came between the two is woken as well. */
  @Test
  void secondSetWakesWhoCameAfterTheFirst() {
    Task<Boolean> first = turns.begun(event.waitAsync());
    event.set();
    event.clear();
    Task<Boolean> second = turns.begun(event.waitAsync());
    assertThat(first.isDone()).isTrue();
    assertThat(second.isDone()).isFalse();
    event.set();
    turns.turn();

    assertThat(second.isDone()).isTrue();
  }
}
