package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.asyncio4j.StopIteration;
import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {
  private final Turns turns = new Turns();

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  private static <T> List<T> drain(Queue<T> queue) {
    List<T> items = new ArrayList<>();
    while (!queue.empty()) {
      items.add(queue.getNowait());
    }
    return items;
  }

  @Test
  void descriptionIsThatOfAsyncio() {
    Queue<String> queue = new Queue<>(2);
    assertThat(queue).hasToString("<Queue maxsize=2>");
    turns.begun(queue.get());
    assertThat(queue).hasToString("<Queue maxsize=2 _getters[1]>");
    queue.putNowait("a");
    queue.putNowait("b");
    assertThat(queue).hasToString("<Queue maxsize=2 _queue=[a, b] tasks=2>");
    turns.turn();
    queue.putNowait("c");
    turns.begun(queue.put("d"));
    assertThat(queue).hasToString("<Queue maxsize=2 _queue=[b, c] _putters[1] tasks=3>");
    queue.shutdown();
    assertThat(queue).hasToString("<Queue maxsize=2 _queue=[b, c] tasks=3 shutdown>");
    assertThat(new LifoQueue<>()).hasToString("<LifoQueue maxsize=0>");
    assertThat(new PriorityQueue<>(3)).hasToString("<PriorityQueue maxsize=3>");
  }

  @Test
  void neitherPutNorGetSuspendsIfItNeedNot() {
    Queue<Integer> queue = new Queue<>();

    assertThatThrownBy(() -> queue.put(1).send(null)).isInstanceOf(StopIteration.class);
    assertThatThrownBy(() -> queue.get().send(null))
        .isInstanceOfSatisfying(StopIteration.class, end -> assertThat(end.value()).isEqualTo(1));
  }

  @Test
  void itemsLeaveInTheOrderOfTheirKindThroughAnyNumberOfLaps() {
    Queue<Integer> fifo = new Queue<>();
    Queue<Integer> lifo = new LifoQueue<>();
    for (int i = 0; i < 5; i++) {
      fifo.putNowait(i);
    }
    for (int i = 5; i < 40; i++) {
      fifo.putNowait(i);
      assertThat(fifo.getNowait()).isEqualTo(i - 5);
    }
    for (int i = 40; i < 100; i++) {
      fifo.putNowait(i);
      lifo.putNowait(i);
    }

    assertThat(drain(fifo)).hasSize(65).isSorted().startsWith(35).endsWith(99);
    assertThat(drain(lifo))
        .hasSize(60)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .startsWith(99);
  }

  /** What CPython's heap does with ten items of which some compare as equal. */
  @Test
  void equalPrioritiesLeaveInTheOrderOfPythonsHeap() {
    PriorityQueue<String> queue = new PriorityQueue<>(0, Comparator.comparing(s -> s.charAt(0)));
    for (String item : List.of("2a", "1a", "2b", "1b", "0a", "2c", "1c", "0b", "1d", "2d")) {
      queue.putNowait(item);
    }

    assertThat(queue.toString()).contains("_queue=[0a, 0b, 1c, 1a, 1b, 2c, 2b, 2a, 1d, 2d]");
    assertThat(drain(queue))
        .containsExactly("0a", "0b", "1c", "1d", "1b", "1a", "2b", "2c", "2d", "2a");
  }

  @Test
  void itemThatCannotBeComparedIsNotPutIn() {
    PriorityQueue<Object> queue = new PriorityQueue<>();
    queue.putNowait(1);

    assertThatThrownBy(() -> queue.putNowait("a")).isInstanceOf(ClassCastException.class);
    assertThat(queue).hasToString("<PriorityQueue maxsize=0 _queue=[1] tasks=1>");
  }

  @Test
  void nullIsAnItem() {
    Queue<String> queue = new Queue<>();
    queue.putNowait(null);

    assertThat(queue.qsize()).isEqualTo(1);
    assertThat(turns.run(queue.get())).isNull();
  }

  @Test
  void withoutRoomOrItemsNowaitIsRefused() {
    Queue<Integer> queue = new Queue<>(1);
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class).hasMessage(null);
    queue.putNowait(1);
    assertThat(queue.full()).isTrue();
    assertThatThrownBy(() -> queue.putNowait(2))
        .isInstanceOf(QueueFullException.class)
        .hasMessage(null);
    assertThat(new Queue<>(-1).full()).isFalse();
  }

  @Test
  void wokenGetterThatIsCancelledWakesTheNext() {
    Queue<Integer> queue = new Queue<>();
    Task<Integer> woken = turns.begun(queue.get());
    Task<Integer> next = turns.begun(queue.get());
    queue.putNowait(1);
    woken.cancel();
    turns.turn();
    turns.turn();

    assertThat(woken.isCancelled()).isTrue();
    assertThat(next.result()).isEqualTo(1);
  }

  @Test
  void wokenPutterThatIsCancelledWakesTheNext() {
    Queue<Integer> queue = new Queue<>(1);
    queue.putNowait(0);
    Task<Void> woken = turns.begun(queue.put(1));
    Task<Void> next = turns.begun(queue.put(2));
    queue.getNowait();
    woken.cancel();
    turns.turn();
    turns.turn();

    assertThat(next.isDone()).isTrue();
    assertThat(drain(queue)).containsExactly(2);
  }

  @Test
  void taskDoneIsCountedAndJoinWaitsForIt() {
    Queue<Integer> queue = new Queue<>();
    turns.run(queue.join());
    queue.putNowait(1);
    queue.putNowait(2);
    Task<Void> join = turns.begun(queue.join());
    queue.getNowait();
    queue.taskDone();
    turns.turn();
    assertThat(join.isDone()).isFalse();
    queue.taskDone();
    turns.turn();
    assertThat(join.isDone()).isTrue();
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task_done() called too many times");
  }

  @Test
  void immediateShutdownDropsItemsButNotWorkThatHasBegun() {
    Queue<Integer> queue = new Queue<>();
    queue.putNowait(1);
    queue.putNowait(2);
    queue.getNowait();
    Task<Void> join = turns.begun(queue.join());
    queue.shutdown(true);
    turns.turn();

    assertThat(queue.empty()).isTrue();
    assertThat(join.isDone()).isFalse();
    queue.taskDone();
    turns.turn();
    assertThat(join.isDone()).isTrue();
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueShutDownException.class);
  }

  @Test
  void shutdownWakesEverybody() {
    Queue<Integer> queue = new Queue<>();
    Task<Integer> first = turns.begun(queue.get());
    Task<Integer> second = turns.begun(queue.get());
    queue.shutdown();
    turns.turn();

    assertThat(first.exception()).isInstanceOf(QueueShutDownException.class);
    assertThat(second.exception()).isInstanceOf(QueueShutDownException.class);
    assertThatThrownBy(() -> turns.run(queue.put(1))).isInstanceOf(QueueShutDownException.class);
  }

  @Test
  void waitingInASecondLoopIsRefused() {
    Queue<Integer> queue = new Queue<>(1);
    turns.begun(queue.get()).cancel();
    turns.turn();
    queue.putNowait(1);

    try (Turns others = new Turns()) {
      assertThatThrownBy(() -> others.run(queue.put(2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("<Queue maxsize=1 _queue=[1] tasks=1> is bound to a different event loop");
    }
  }
}
