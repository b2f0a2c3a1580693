package org.asyncio4j.net.nio;

import java.io.Closeable;
import java.io.IOException;
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
  private static final Executor POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "asyncio4j-pipe-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private PipeThreads() {}

  static void execute(Runnable action) {
    POOL.execute(action);
  }

  /** Has the loop run something soon; nothing if it is closed, for nobody is left to be told. */
  static void post(EventLoop loop, Runnable action) {
    try {
      loop.callSoonThreadsafe(action);
    } catch (IllegalStateException e) {
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  /** Closes a pipe. What was to be written has been flushed, or does not matter any more. */
  @SuppressWarnings("EmptyCatch")
  static void close(Closeable pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
