package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;
import static org.asyncio4j.Asyncio.emit;
import static org.asyncio4j.Asyncio.end;
import static org.asyncio4j.benchmarks.cases.Inputs.small;

import org.asyncio4j.Async;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Coroutine;

/** An async generator and who goes through it. */
final class Generators {
  private Generators() {}

  @Async
  private static AsyncGenerator<Integer> items(int count) {
    for (int i = 0; i < count; i++) {
      emit(small(i));
    }
    return end();
  }

  @Async
  static Coroutine<Long> sum(int count) {
    long sum = 0;
    for (int item : each(items(count))) {
      sum += item;
    }
    return done(sum);
  }
}
