package org.asyncio4j.benchmarks.limit;

import org.asyncio4j.benchmarks.cases.Inputs;
import org.jspecify.annotations.Nullable;

/** A numeric loop beside an await. A resumption enters the outer loop at its head. */
@SuppressWarnings("NullAway") // A null check would be one.
final class HotLoop extends Frame {
  private final int[] data = Inputs.hotData();
  private final int rounds;
  private int round;
  private int hash;
  private long sum;

  private HotLoop(int rounds) {
    this.rounds = rounds;
  }

  static long run(int rounds) {
    return (Long) Loop.run(new HotLoop(rounds));
  }

  @Override
  @Nullable Object resume(@Nullable Object value) {
    int[] data = this.data;
    int rounds = this.rounds;
    int round = this.round;
    int hash = this.hash;
    long sum = this.sum;
    boolean resumed = state == 1;
    for (; ; ) {
      if (resumed) {
        resumed = false;
      } else {
        if (round >= rounds) {
          return sum;
        }
        hash = round;
        for (int i = 0; i < data.length; i++) {
          hash += data[i] * 17 ^ i;
        }
        if (await(new Checkpoint(round)) == SUSPENDED) {
          this.round = round;
          this.hash = hash;
          this.sum = sum;
          state = 1;
          return SUSPENDED;
        }
      }
      sum += hash;
      round++;
    }
  }

  private static final class Checkpoint extends Frame {
    private final int round;

    Checkpoint(int round) {
      this.round = round;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0 && (round & Inputs.SUSPENSION_MASK) == 0) {
        state = 1;
        return yieldNow();
      }
      return null;
    }
  }
}
