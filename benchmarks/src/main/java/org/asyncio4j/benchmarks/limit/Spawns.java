package org.asyncio4j.benchmarks.limit;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import org.asyncio4j.benchmarks.cases.Inputs;
import org.jspecify.annotations.Nullable;

/** A million tasks at once. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Spawns {
  private Spawns() {}

  static long spawn(int tasks) {
    return (Long) Loop.run(new Joining(tasks, false));
  }

  static long sleep(int tasks) {
    return (Long) Loop.run(new Joining(tasks, true));
  }

  private static final class Value extends Frame {
    private final int i;

    Value(int i) {
      this.i = i;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      return small(i);
    }
  }

  private static final class Sleeper extends Frame {
    private final int millis;

    Sleeper(int millis) {
      this.millis = millis;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        state = 1;
        return sleep(millis * 1_000_000L);
      }
      return 1;
    }
  }

  private static final class Joining extends Frame {
    private final int tasks;
    private final boolean sleeping;
    private Job[] jobs;
    private int i;
    private long sum;

    Joining(int tasks, boolean sleeping) {
      this.tasks = tasks;
      this.sleeping = sleeping;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      if (state == 0) {
        jobs = new Job[tasks];
        for (int i = 0; i < tasks; i++) {
          jobs[i] = Job.spawn(sleeping ? new Sleeper(Inputs.delay(i)) : new Value(i));
        }
      } else {
        sum += (Integer) value;
        i++;
      }
      for (; i < tasks; i++) {
        Object outcome = await(jobs[i]);
        if (outcome == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
        sum += (Integer) outcome;
      }
      return sum;
    }
  }
}
