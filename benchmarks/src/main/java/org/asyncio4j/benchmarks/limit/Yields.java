package org.asyncio4j.benchmarks.limit;

import static org.asyncio4j.benchmarks.cases.Inputs.TASKS;

import org.jspecify.annotations.Nullable;

/** Tasks that yield. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Yields {
  private Yields() {}

  static long one(int yields) {
    return (Integer) Loop.run(new Yielding(yields));
  }

  static long thousand(int yields) {
    return (Long) Loop.run(new Spawning(yields / TASKS));
  }

  private static final class Yielding extends Frame {
    private final int yields;
    private int i;

    Yielding(int yields) {
      this.yields = yields;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      int i = this.i;
      if (state == 1) {
        i++;
      }
      if (i < yields) {
        this.i = i;
        state = 1;
        return yieldNow();
      }
      return i;
    }
  }

  private static final class Spawning extends Frame {
    private final int yields;
    private Job[] jobs;
    private int i;
    private long sum;

    Spawning(int yields) {
      this.yields = yields;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        jobs = new Job[TASKS];
        for (int i = 0; i < TASKS; i++) {
          jobs[i] = Job.spawn(new Yielding(yields));
        }
      } else {
        sum += (Integer) value;
        i++;
      }
      for (; i < TASKS; i++) {
        Object count = await(jobs[i]);
        if (count == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) count;
      }
      return sum;
    }
  }
}
