package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private final Heap heap = new Heap();

  @Test
  void timersOfOneTimeComeOutAsTheyWereAdded() {
    List<Timer> added = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      added.add(add(7));
    }
    List<Timer> removed = new ArrayList<>();
    while (!heap.isEmpty()) {
      removed.add(heap.removeFirst());
    }
    assertThat(removed).isEqualTo(added);
  }

  @Test
  void aTimerThatLeftKnowsIt() {
    Timer timer = add(1);
    assertThat(timer.index).isZero();
    heap.removeFirst();
    assertThat(timer.index).isEqualTo(-1);
  }

  @Test
  void clearTellsTheTimers() {
    Timer first = add(1);
    Timer second = add(2);
    heap.clear();
    assertThat(heap.isEmpty()).isTrue();
    assertThat(first.index).isEqualTo(-1);
    assertThat(second.index).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeASortedListUnderRandomUse(long seed) {
    Random random = new Random(seed);
    List<Timer> model = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int choice = random.nextInt(10);
      if (choice < 5 || model.isEmpty()) {
        model.add(add(random.nextInt(300)));
      } else if (choice < 8) {
        Timer cancelled = model.remove(random.nextInt(model.size()));
        heap.remove(cancelled.index);
        assertThat(cancelled.index).isEqualTo(-1);
      } else {
        Timer first =
            model.stream()
                .min(Comparator.comparingLong((Timer t) -> t.time).thenComparing(t -> t.number))
                .orElseThrow();
        assertThat(heap.nextTime()).isEqualTo(first.time);
        assertThat(heap.removeFirst()).isSameAs(first);
        model.remove(first);
      }
      assertThat(heap.size()).isEqualTo(model.size());
    }
  }

  private Timer add(long time) {
    Timer timer = new Timer(time, heap.count++);
    heap.add(time, timer);
    return timer;
  }

  private static final class Heap extends TimerHeap<Timer> {
    int count;

    @Override
    protected void moved(Timer timer, int index) {
      timer.index = index;
    }
  }

  private static final class Timer {
    final long time;
    final int number;
    int index = -2;

    Timer(long time, int number) {
      this.time = time;
      this.number = number;
    }
  }
}
