package org.asyncio4j.process;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncio4j.EventLoop;

/** The threads that block on pipes: as many as there are pipes in use, kept for a minute. */
final class PipeThreads {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * Not virtual threads: reading a file keeps their carrier, for which the JDK would start a thread
   * of its own.
   */
  static final Executor POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "asyncio4j-pipe-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private PipeThreads() {}

  /**
   * Has the loop run something soon.
   *
   * @return false if it is closed
   */
  static boolean post(EventLoop loop, Runnable action) {
    if (loop.isClosed()) {
      return false;
    }
    try {
      loop.callSoonThreadsafe(action);
      return true;
    } catch (IllegalStateException e) {
      // It was closed between the two calls.
      return false;
    }
  }
}
