package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.yieldNow;
import static org.asyncio4j.benchmarks.cases.Inputs.small;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Coroutines that await coroutines and futures. */
final class Calls {
  private Calls() {}

  @Async
  static Coroutine<Long> coroutine(int awaits) {
    long sum = 0;
    for (int i = 0; i < awaits; i++) {
      sum += await(value(i));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> value(int i) {
    return done(small(i));
  }

  @Async
  static Coroutine<Long> future(int awaits) {
    EventLoop loop = getRunningLoop();
    @SuppressWarnings({"unchecked", "rawtypes"}) // As Java makes arrays of generic types.
    Future<Integer>[] futures = new Future[128];
    for (int i = 0; i < futures.length; i++) {
      futures[i] = loop.createFuture();
      futures[i].setResult(i);
    }
    long sum = 0;
    for (int i = 0; i < awaits; i++) {
      sum += await(futures[small(i)]);
    }
    return done(sum);
  }

  @Async
  static Coroutine<Long> chain(int calls) {
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += await(link(Inputs.CHAIN));
    }
    return done(sum);
  }

  /** A call of {@code depth} frames, the last of which yields; returns their number. */
  @Async
  private static Coroutine<Integer> link(int depth) {
    if (depth == 1) {
      await(yieldNow());
      return done(1);
    }
    return done(await(link(depth - 1)) + 1);
  }
}
