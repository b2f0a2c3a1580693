package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.taskGroup;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Task groups. */
final class Groups {
  private Groups() {}

  private static final class Counter {
    private long value;
  }

  @Async
  static Coroutine<Long> groups(int groups) {
    Counter counter = new Counter();
    for (int i = 0; i < groups; i++) {
      await(
          taskGroup(
              group -> {
                for (int child = 0; child < Inputs.CHILDREN; child++) {
                  group.createTask(child(counter));
                }
                return done();
              }));
    }
    return done(counter.value);
  }

  @Async
  private static Coroutine<Void> child(Counter counter) {
    await(yieldNow());
    counter.value++;
    return done();
  }
}
