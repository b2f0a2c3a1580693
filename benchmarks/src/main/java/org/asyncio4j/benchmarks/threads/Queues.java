package org.asyncio4j.benchmarks.threads;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Two threads and what passes between them. */
final class Queues {
  private Queues() {}

  static long pingPong(int rounds) throws InterruptedException {
    BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
    BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
    VirtualThreads.spawn(
        () -> {
          for (int i = 0; i < rounds; i++) {
            back.put(there.take());
          }
          return rounds;
        });
    return VirtualThreads.call(
        () -> {
          long sum = 0;
          for (int i = 0; i < rounds; i++) {
            there.put(small(i));
            sum += back.take();
          }
          return sum;
        });
  }

  static long produce(int items) throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(Inputs.PLACES);
    VirtualThreads.spawn(
        () -> {
          for (int i = 0; i < items; i++) {
            queue.put(small(i));
          }
          return items;
        });
    return VirtualThreads.call(
        () -> {
          long sum = 0;
          for (int i = 0; i < items; i++) {
            sum += queue.take();
          }
          return sum;
        });
  }
}
