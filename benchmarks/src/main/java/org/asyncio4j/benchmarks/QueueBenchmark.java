package org.asyncio4j.benchmarks;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;

import java.util.concurrent.TimeUnit;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Queue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two tasks and what passes between them, an operation being one item; and the same as {@link
 * HandWritten} state machines: the limit.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBenchmark {
  static final int ITEMS = 100_000;

  /** Two queues of one place each: every item is a turn of the loop. */
  @Benchmark
  @OperationsPerInvocation(2 * ITEMS)
  public void pingPong() {
    run(pingAndPong());
  }

  /** The limit of {@link #pingPong}. */
  @Benchmark
  @OperationsPerInvocation(2 * ITEMS)
  public void pingPongByHand() {
    HandWritten.pingPong(ITEMS);
  }

  @Async
  private static Coroutine<Void> pingAndPong() {
    Queue<Integer> there = new Queue<>(1);
    Queue<Integer> back = new Queue<>(1);
    createTask(pong(there, back));
    await(ping(there, back));
    return done();
  }

  @Async
  private static Coroutine<Void> ping(Queue<Integer> there, Queue<Integer> back) {
    for (int i = 0; i < ITEMS; i++) {
      await(there.put(i));
      await(back.get());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> pong(Queue<Integer> there, Queue<Integer> back) {
    for (int i = 0; i < ITEMS; i++) {
      await(back.put(await(there.get())));
    }
    return done();
  }

  /** One puts, one gets, 128 places between them. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long producerConsumer() {
    return run(produceAndConsume());
  }

  /** The limit of {@link #producerConsumer}. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long producerConsumerByHand() {
    return HandWritten.producerConsumer(ITEMS);
  }

  @Async
  private static Coroutine<Long> produceAndConsume() {
    Queue<Integer> queue = new Queue<>(128);
    createTask(produce(queue));
    return consume(queue);
  }

  @Async
  private static Coroutine<Void> produce(Queue<Integer> queue) {
    for (int i = 0; i < ITEMS; i++) {
      await(queue.put(i));
    }
    return done();
  }

  @Async
  private static Coroutine<Long> consume(Queue<Integer> queue) {
    long sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      sum += await(queue.get());
    }
    return done(sum);
  }
}
