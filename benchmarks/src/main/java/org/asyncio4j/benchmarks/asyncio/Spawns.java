package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.benchmarks.cases.Inputs.delay;
import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** A million tasks at once. */
final class Spawns {
  private Spawns() {}

  @Async
  static Coroutine<Long> spawn(int count) {
    List<Task<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(createTask(value(i)));
    }
    return join(tasks);
  }

  @Async
  static Coroutine<Long> sleepers(int count) {
    List<Task<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(createTask(sleeper(delay(i))));
    }
    return join(tasks);
  }

  @Async
  private static Coroutine<Integer> value(int i) {
    return done(small(i));
  }

  @Async
  private static Coroutine<Integer> sleeper(int millis) {
    await(sleep(Duration.ofMillis(millis)));
    return done(1);
  }

  @Async
  static Coroutine<Long> join(List<Task<Integer>> tasks) {
    long sum = 0;
    for (Task<Integer> task : tasks) {
      sum += await(task);
    }
    return done(sum);
  }
}
