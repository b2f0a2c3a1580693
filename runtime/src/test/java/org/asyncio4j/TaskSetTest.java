package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSetTest {
  private final EventLoop loop = Asyncio.newEventLoop();
  private final TaskSet set = new TaskSet();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void keepsTheOrderOfTheirMakingWhileGapsAreClosed() {
    Random random = new Random(1);
    List<Task<?>> model = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      // Grows to thousands, and shrinks again, so that it fills up with gaps and without.
      boolean add = random.nextInt(100) < (i / 5000 % 2 == 0 ? 80 : 20);
      if (add || model.isEmpty()) {
        Task<?> task = loop.createTask(Asyncio.done());
        loop.tasks.remove(task);
        set.add(task, task.placeOrNumber);
        model.add(task);
      } else {
        set.remove(model.remove(random.nextInt(model.size())));
      }
      if (i % 100 == 0) {
        assertThat(set.copy()).containsExactlyElementsOf(model);
      }
    }
    while (!model.isEmpty()) {
      set.remove(model.remove(model.size() / 2));
    }
    assertThat(set.copy()).isEmpty();
  }

  @Test
  void keepsTheNumbersWhateverTheirOrder() {
    Random random = new Random(2);
    Map<Task<?>, Integer> numbers = new LinkedHashMap<>();
    List<Task<?>> left = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Task<?> task = loop.createTask(Asyncio.done());
      loop.tasks.remove(task);
      // Named tasks have no number.
      int number = random.nextInt(1000) == 0 ? 0 : i;
      numbers.put(task, number);
      set.add(task, number);
      if (random.nextInt(10) > 0) {
        set.remove(task);
        left.add(task);
      }
    }
    assertThat(left)
        .allSatisfy(task -> assertThat(task.placeOrNumber).isEqualTo(numbers.get(task)));
    assertThat(set.copy())
        .hasSize(10_000 - left.size())
        .allSatisfy(task -> assertThat(set.numberOf(task)).isEqualTo(numbers.get(task)));
  }
}
