package org.asyncio4j.benchmarks.threads;

import static org.asyncio4j.benchmarks.cases.Inputs.TASKS;

import org.asyncio4j.benchmarks.cases.Inputs;

/** Threads that yield and call. */
final class Running {
  private static final ThreadLocal<Integer> VARIABLE = new ThreadLocal<>();

  private Running() {}

  static long yieldOne(int yields) throws InterruptedException {
    return VirtualThreads.call(() -> yielding(yields));
  }

  static long yieldThousand(int yields) throws InterruptedException {
    long[] counts = new long[TASKS];
    Thread[] threads = new Thread[TASKS];
    for (int i = 0; i < TASKS; i++) {
      int index = i;
      threads[i] = VirtualThreads.spawn(() -> counts[index] = yielding(yields / TASKS));
    }
    long sum = 0;
    for (int i = 0; i < TASKS; i++) {
      threads[i].join();
      sum += counts[i];
    }
    return sum;
  }

  private static long yielding(int yields) {
    long count = 0;
    for (int i = 0; i < yields; i++) {
      Thread.yield();
      count++;
    }
    return count;
  }

  static long chain(int calls) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          long sum = 0;
          for (int i = 0; i < calls; i++) {
            sum += link(Inputs.CHAIN);
          }
          return sum;
        });
  }

  private static int link(int depth) {
    if (depth == 1) {
      Thread.yield();
      return 1;
    }
    return link(depth - 1) + 1;
  }

  static long recursion(int descents) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          long count = 0;
          for (int i = 0; i < descents; i++) {
            count += descend(Inputs.DEPTH);
          }
          return count;
        });
  }

  private static int descend(int depth) {
    if (depth > 1) {
      return descend(depth - 1) + 1;
    }
    int count = 1;
    for (int i = 0; i < Inputs.LEAF_YIELDS; i++) {
      Thread.yield();
      count++;
    }
    return count;
  }

  static long hotLoop(int rounds) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          int[] data = Inputs.hotData();
          long sum = 0;
          for (int round = 0; round < rounds; round++) {
            int hash = round;
            for (int i = 0; i < data.length; i++) {
              hash += data[i] * 17 ^ i;
            }
            checkpoint(round);
            sum += hash;
          }
          return sum;
        });
  }

  static long innerLoop(int rounds) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          int[] data = Inputs.hotData();
          long sum = 0;
          for (int round = 0; round < rounds; round++) {
            int hash = round;
            for (int i = 0; i < data.length; i++) {
              int item = data[i];
              if (item < 0) {
                Thread.yield();
              }
              hash += item * 17 ^ i;
            }
            sum += hash;
          }
          return sum;
        });
  }

  private static void checkpoint(int round) {
    if ((round & Inputs.SUSPENSION_MASK) == 0) {
      Thread.yield();
    }
  }

  static long context(int calls) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          VARIABLE.set(Inputs.CONTEXT_VALUE);
          long sum = 0;
          for (int i = 0; i < calls; i++) {
            sum += reading(Inputs.CHAIN);
          }
          return sum;
        });
  }

  private static int reading(int depth) {
    return (depth == 1 ? 0 : reading(depth - 1)) + VARIABLE.get();
  }
}
