package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
  private final ReadyQueue queue = new ReadyQueue();

  @Test
  void anEmptyQueueHasNothingToTake() {
    assertThatThrownBy(queue::take)
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the ready queue is empty");
  }

  @Test
  void aNewQueueIsEmpty() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
  }

  @Test
  void entriesComeOutInOrderWhileTheRingWrapsAndGrows() {
    Deque<Object> model = new ArrayDeque<>();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      if (random.nextInt(100) < 52) {
        Integer entry = i;
        queue.add(entry);
        model.add(entry);
      } else if (!model.isEmpty()) {
        assertThat(queue.take()).isSameAs(model.remove());
      }
      assertThat(queue.size()).isEqualTo(model.size());
    }
    assertThat(model).hasSizeGreaterThan(256);
    while (!model.isEmpty()) {
      assertThat(queue.take()).isSameAs(model.remove());
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void growsFromAPlaceOtherThanItsStart() {
    for (int i = 0; i < 40; i++) {
      queue.add(-1);
      queue.take();
    }
    for (int i = 0; i < 1000; i++) {
      queue.add(i);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(queue.take()).isEqualTo(i);
    }
  }
}
