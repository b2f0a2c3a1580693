package org.asyncio4j.benchmarks.limit;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An array deque and a binary heap. */
@SuppressWarnings("NullAway") // A null check would be one.
final class Loop {
  /** The only one: there is one thread. */
  static Loop running = new Loop();

  final ArrayDeque<Job> ready = new ArrayDeque<>();
  final Timers timers = new Timers();
  @Nullable Job current;

  /** Runs a coroutine, and all that it spawns, on a new loop. */
  static @Nullable Object run(Frame root) {
    Loop loop = new Loop();
    running = loop;
    Job job = Job.spawn(root);
    loop.run();
    return job.result;
  }

  private void run() {
    for (; ; ) {
      for (Job job = ready.poll(); job != null; job = ready.poll()) {
        current = job;
        job.step();
      }
      if (timers.isEmpty()) {
        return;
      }
      sleep();
    }
  }

  private void sleep() {
    long now = System.nanoTime();
    while (timers.firstTime() > now) {
      LockSupport.parkNanos(timers.firstTime() - now);
      now = System.nanoTime();
    }
    while (!timers.isEmpty() && timers.firstTime() <= now) {
      ready.add(timers.removeFirst());
    }
  }
}
