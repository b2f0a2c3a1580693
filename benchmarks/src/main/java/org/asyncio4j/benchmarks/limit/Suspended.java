package org.asyncio4j.benchmarks.limit;

import org.asyncio4j.benchmarks.cases.HeapProbe;
import org.jspecify.annotations.Nullable;

/** Tasks of three frames, each of which holds four ints and two references. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Suspended extends Frame {
  private final int tasks;
  private Promise[] promises;
  private Job[] jobs;
  private int i;
  private long sum;

  private Suspended(int tasks) {
    this.tasks = tasks;
  }

  static long run(int tasks) {
    return (Long) Loop.run(new Suspended(tasks));
  }

  @Override
  @Nullable Object resume(@Nullable Object value) {
    switch (state) {
      case 0 -> {
        promises = new Promise[tasks];
        jobs = new Job[tasks];
        for (int i = 0; i < tasks; i++) {
          promises[i] = new Promise();
          jobs[i] = Job.spawn(new Holder(3, i, promises[i], "held"));
        }
        state = 1;
        return yieldNow();
      }
      case 1 -> {
        HeapProbe.sample();
        for (Promise promise : promises) {
          promise.set(1);
        }
      }
      default -> {
        sum += (Integer) value;
        i++;
      }
    }
    for (; i < tasks; i++) {
      Object outcome = await(jobs[i]);
      if (outcome == SUSPENDED) {
        state = 2;
        return SUSPENDED;
      }
      sum += (Integer) outcome;
    }
    return sum;
  }

  private static final class Holder extends Frame {
    private int a;
    private int b;
    private int c;
    private int d;
    private Object first;
    private Object second;

    Holder(int depth, int i, Promise promise, String text) {
      a = depth;
      b = i;
      c = i + 1;
      d = i + 2;
      first = promise;
      second = text;
    }

    @Override
    @Nullable Object resume(@Nullable Object value) {
      Object outcome = value;
      if (state == 0) {
        outcome =
            a == 1
                ? await((Promise) first)
                : await(new Holder(a - 1, b, (Promise) first, (String) second));
        if (outcome == SUSPENDED) {
          state = 1;
          return SUSPENDED;
        }
      }
      return (Integer) outcome
          + a
          + (c - b)
          + (d - b)
          + ((String) second).length()
          + (first == null ? 1 : 0);
    }
  }
}
