package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private final TimerHeap<Timer> heap = new TimerHeap<>();
  private int count;

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
  void slotsAreUsedAgainAndTheirTimersForgotten() {
    for (int round = 0; round < 100; round++) {
      Timer first = add(2);
      Timer second = add(1);
      assertThat(Set.of(first.slot, second.slot)).isEqualTo(Set.of(0, 1));
      assertThat(heap.remove(first.slot)).isSameAs(first);
      assertThat(heap.removeFirst()).isSameAs(second);
    }
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
        assertThat(heap.remove(cancelled.slot)).isSameAs(cancelled);
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
    Timer timer = new Timer(time, count++);
    timer.slot = heap.add(time, timer);
    return timer;
  }

  private static final class Timer {
    final long time;
    final int number;
    int slot;

    Timer(long time, int number) {
      this.time = time;
      this.number = number;
    }
  }
}
