package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.benchmarks.cases.HeapProbe;

/** Tasks of three frames, each of which holds four ints and two references. */
final class Suspended {
  private Suspended() {}

  @Async
  static Coroutine<Long> tasks(int count) {
    EventLoop loop = getRunningLoop();
    List<Future<Integer>> futures = new ArrayList<>(count);
    List<Task<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Future<Integer> future = loop.createFuture();
      futures.add(future);
      tasks.add(createTask(hold(3, i, i + 1, i + 2, future, "held")));
    }
    await(yieldNow());
    HeapProbe.sample();
    for (Future<Integer> future : futures) {
      future.setResult(1);
    }
    return Spawns.join(tasks);
  }

  @Async
  private static Coroutine<Integer> hold(
      int a, int b, int c, int d, Future<Integer> first, String second) {
    int value = a == 1 ? await(first) : await(hold(a - 1, b, c, d, first, second));
    return done(value + a + (c - b) + (d - b) + second.length() + (first.isDone() ? 0 : 1));
  }
}
