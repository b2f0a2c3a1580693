package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.waitFor;
import static org.asyncio4j.Asyncio.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** Time limits that do not fire, and cancellation. */
final class Limits {
  private static final Duration HOUR = Duration.ofHours(1);

  private Limits() {}

  @Async
  static Coroutine<Long> inTime(int calls) {
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += await(waitFor(work(), HOUR));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> work() {
    await(yieldNow());
    return done(1);
  }

  @Async
  static Coroutine<Long> cancelled(int count) {
    List<Task<Void>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(createTask(sleeper()));
    }
    await(yieldNow());
    for (Task<Void> task : tasks) {
      task.cancel();
    }
    long cancelled = 0;
    for (Task<Void> task : tasks) {
      try {
        await(task);
      } catch (CancelledError e) {
        cancelled++;
      }
    }
    return done(cancelled);
  }

  @Async
  private static Coroutine<Void> sleeper() {
    await(sleep(HOUR));
    return done();
  }
}
