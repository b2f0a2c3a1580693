package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import org.asyncio4j.Async;
import org.asyncio4j.ContextVar;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.cases.Inputs;

/** A context variable that each frame of a chain reads. */
final class Contexts {
  private static final ContextVar<Integer> VARIABLE = new ContextVar<>("variable");

  private Contexts() {}

  @Async
  static Coroutine<Long> read(int calls) {
    VARIABLE.set(Inputs.CONTEXT_VALUE);
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += await(link(Inputs.CHAIN));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> link(int depth) {
    int below = depth == 1 ? 0 : await(link(depth - 1));
    return done(below + VARIABLE.get());
  }
}
