package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.benchmarks.cases.Inputs.small;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.cases.Inputs;
import org.asyncio4j.sync.Queue;

/** Two tasks and what passes between them. */
final class Queues {
  private Queues() {}

  @Async
  static Coroutine<Long> pingPong(int rounds) {
    Queue<Integer> there = new Queue<>(1);
    Queue<Integer> back = new Queue<>(1);
    createTask(pong(there, back, rounds));
    return ping(there, back, rounds);
  }

  @Async
  private static Coroutine<Long> ping(Queue<Integer> there, Queue<Integer> back, int rounds) {
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
      await(there.put(small(i)));
      sum += await(back.get());
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Void> pong(Queue<Integer> there, Queue<Integer> back, int rounds) {
    for (int i = 0; i < rounds; i++) {
      await(back.put(await(there.get())));
    }
    return done();
  }

  @Async
  static Coroutine<Long> produceAndConsume(int items) {
    Queue<Integer> queue = new Queue<>(Inputs.PLACES);
    createTask(produce(queue, items));
    return consume(queue, items);
  }

  @Async
  private static Coroutine<Void> produce(Queue<Integer> queue, int items) {
    for (int i = 0; i < items; i++) {
      await(queue.put(small(i)));
    }
    return done();
  }

  @Async
  private static Coroutine<Long> consume(Queue<Integer> queue, int items) {
    long sum = 0;
    for (int i = 0; i < items; i++) {
      sum += await(queue.get());
    }
    return done(sum);
  }
}
