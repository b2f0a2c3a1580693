package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.cases.Inputs;

/** A numeric loop beside an await. */
final class HotLoop {
  private HotLoop() {}

  @Async
  static Coroutine<Long> awaiting(int rounds) {
    int[] data = Inputs.hotData();
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        hash += data[i] * 17 ^ i;
      }
      await(checkpoint(round));
      sum += hash;
    }
    return done(sum);
  }

  @Async
  static Coroutine<Long> rarelyAwaiting(int rounds) {
    int[] data = Inputs.hotData();
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        int item = data[i];
        if (item < 0) {
          await(yieldNow());
        }
        hash += item * 17 ^ i;
      }
      sum += hash;
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Void> checkpoint(int round) {
    if ((round & Inputs.SUSPENSION_MASK) == 0) {
      await(yieldNow());
    }
    return done();
  }
}
