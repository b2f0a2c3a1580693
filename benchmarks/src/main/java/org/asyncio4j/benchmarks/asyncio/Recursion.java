package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.cases.Inputs;

/** A deep chain whose leaf yields again and again. */
final class Recursion {
  private long count;

  @Async
  Coroutine<Long> descents(int descents) {
    for (int i = 0; i < descents; i++) {
      await(descend(Inputs.DEPTH));
    }
    return done(count);
  }

  @Async
  private Coroutine<Void> descend(int depth) {
    if (depth > 1) {
      await(descend(depth - 1));
    } else {
      for (int i = 0; i < Inputs.LEAF_YIELDS; i++) {
        await(yieldNow());
        count++;
      }
    }
    count++;
    return done();
  }
}
