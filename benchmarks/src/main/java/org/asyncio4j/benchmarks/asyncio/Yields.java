package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;
import static org.asyncio4j.benchmarks.cases.Inputs.TASKS;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** Tasks that yield. */
final class Yields {
  private Yields() {}

  @Async
  static Coroutine<Long> one(int yields) {
    long count = 0;
    for (int i = 0; i < yields; i++) {
      await(yieldNow());
      count++;
    }
    return done(count);
  }

  @Async
  static Coroutine<Long> thousand(int yields) {
    List<Task<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(createTask(one(yields / TASKS)));
    }
    long sum = 0;
    for (Task<Long> task : tasks) {
      sum += await(task);
    }
    return done(sum);
  }
}
