package org.asyncio4j.benchmarks;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.run;
import static org.asyncio4j.Asyncio.yieldNow;

import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One await: of something finished, which must not be dearer than a call; and of a turn. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AwaitBenchmark {
  private static final int AWAITS = 100_000;

  /** The yardstick: the same loop with a call in place of the await. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public long plainCall() {
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += plainValue(i);
    }
    return sum;
  }

  /** Boxed, as the result of an await is. */
  private static Long plainValue(long value) {
    return value;
  }

  /** Awaits a coroutine that returns without suspending. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public long finishedCoroutine() {
    return run(coroutines());
  }

  @Async
  private static Coroutine<Long> coroutines() {
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += await(value(i));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Long> value(long value) {
    return done(value);
  }

  /** Awaits a future that has its result. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public long doneFuture() {
    return run(futures());
  }

  @Async
  private static Coroutine<Long> futures() {
    Future<Long> future = getRunningLoop().createFuture();
    future.setResult(1L);
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += await(future);
    }
    return done(sum);
  }

  /** Suspends for a turn of the loop. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public long turnOfTheLoop() {
    return run(turns());
  }

  @Async
  private static Coroutine<Long> turns() {
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      await(yieldNow());
      sum += i;
    }
    return done(sum);
  }
}
