package org.asyncio4j.benchmarks;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A numeric loop beside an await, against the same loop in a plain method. An await in the outer
 * loop must not cost the inner one its optimisation by the JIT. One operation is one round of the
 * outer loop.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotLoopBenchmark {
  private static final int ROUNDS = 1000;
  private static final int LENGTH = 4096;

  private final int[] data = new int[LENGTH];

  /** Creates the data. */
  public HotLoopBenchmark() {
    Arrays.setAll(data, i -> i * 31);
  }

  /** The yardstick. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long plainMethod() {
    return plain(data, ROUNDS);
  }

  private static long plain(int[] data, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        hash += data[i] * 17 ^ i;
      }
      sum += hash;
    }
    return sum;
  }

  /** Awaits a finished coroutine in each round. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long besideAnAwait() {
    return run(awaiting(data, ROUNDS));
  }

  @Async
  private static Coroutine<Long> awaiting(int[] data, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        hash += data[i] * 17 ^ i;
      }
      sum += await(value(hash));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Long> value(long value) {
    return done(value);
  }

  /** Suspends in each round. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long besideASuspension() {
    return run(suspending(data, ROUNDS));
  }

  @Async
  private static Coroutine<Long> suspending(int[] data, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        hash += data[i] * 17 ^ i;
      }
      sum += hash;
      await(yieldNow());
    }
    return done(sum);
  }

  /** Has an await in the inner loop itself, on a path that is never taken. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long aroundARareAwait() {
    return run(rarely(data, ROUNDS));
  }

  @Async
  private static Coroutine<Long> rarely(int[] data, int rounds) {
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

  /** The yardstick of {@link #aroundARareAwait()}. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long aroundARareCall() {
    return plainRarely(data, ROUNDS);
  }

  private static long plainRarely(int[] data, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      int hash = round;
      for (int i = 0; i < data.length; i++) {
        int item = data[i];
        if (item < 0) {
          yieldNow();
        }
        hash += item * 17 ^ i;
      }
      sum += hash;
    }
    return sum;
  }
}
