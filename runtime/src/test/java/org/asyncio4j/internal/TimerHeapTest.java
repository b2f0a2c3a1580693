package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private final TimerHeap heap = new TimerHeap();
  private int count;

  @Test
  void timersOfOneTimeComeOutAsTheyWereAdded() {
    List<Timer> added = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      added.add(add(7));
    }
    List<Timed> removed = new ArrayList<>();
    while (!heap.isEmpty()) {
      removed.add(heap.removeFirst());
    }
    assertThat(removed).isEqualTo(added);
  }

  @Test
  void whatHasLeftComesOutNoMore() {
    Timer first = add(1);
    Timer second = add(2);
    Timer third = add(3);
    leave(first);
    assertThat(heap.nextTime()).isEqualTo(2);
    leave(third);
    assertThat(heap.removeFirst()).isSameAs(second);
    assertThat(heap.isEmpty()).isTrue();
  }

  @Test
  void whatHasLeftIsForgotten() {
    Timer stays = add(0);
    List<WeakReference<Timer>> left = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Timer timer = add(1 + i % 7);
      left.add(new WeakReference<>(timer));
      leave(timer);
    }
    System.gc();
    assertThat(left.stream().filter(reference -> reference.get() != null).count())
        .isLessThanOrEqualTo(128);
    assertThat(heap.removeFirst()).isSameAs(stays);
  }

  @Test
  void anEmptyHeapForgetsWhateverLeft() {
    List<WeakReference<Timer>> left = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      left.add(new WeakReference<>(add(i)));
    }
    for (WeakReference<Timer> reference : left) {
      leave(reference.get());
    }
    System.gc();
    assertThat(left).allSatisfy(reference -> assertThat(reference.get()).isNull());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeASortedListUnderRandomUse(long seed) {
    Random random = new Random(seed);
    List<Timer> model = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      // Grows, then mostly loses timers before their time, and so on.
      int choice = random.nextInt(i / 4_000 % 2 == 0 ? 10 : 8) + (i / 4_000 % 2 == 0 ? 0 : 2);
      if (choice < 5 || model.isEmpty()) {
        model.add(add(random.nextInt(300)));
      } else if (choice < 8) {
        leave(model.remove(random.nextInt(model.size())));
      } else {
        Timer first =
            model.stream()
                .min(Comparator.comparingLong((Timer t) -> t.time).thenComparing(t -> t.number))
                .orElseThrow();
        assertThat(heap.nextTime()).isEqualTo(first.time);
        assertThat(heap.removeFirst()).isSameAs(first);
        model.remove(first);
      }
      assertThat(heap.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  private Timer add(long time) {
    Timer timer = new Timer(time, count++);
    heap.add(time, timer);
    return timer;
  }

  private void leave(Timer timer) {
    timer.left = true;
    heap.leftOne();
  }

  private static final class Timer implements Timed {
    final long time;
    final int number;
    boolean left;

    Timer(long time, int number) {
      this.time = time;
      this.number = number;
    }

    @Override
    public boolean isTimed() {
      return !left;
    }
  }
}
