package org.asyncio4j.benchmarks.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The executor of one thread. */
final class Executing {
  static final ExecutorService EXECUTOR =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "executor");
            thread.setDaemon(true);
            return thread;
          });

  private static final int THREADS = 2;

  private Executing() {}

  static long call(Supplier<CompletableFuture<Long>> program) {
    return CompletableFuture.supplyAsync(program, EXECUTOR).thenCompose(future -> future).join();
  }

  /** A turn of the executor. */
  static CompletableFuture<Void> turn() {
    return CompletableFuture.runAsync(() -> {}, EXECUTOR);
  }

  static long handOver(int callbacks) {
    Count count = new Count(callbacks);
    for (int i = 0; i < THREADS; i++) {
      new Thread(
              () -> {
                for (int k = 0; k < callbacks / THREADS; k++) {
                  EXECUTOR.execute(count);
                }
              })
          .start();
    }
    return count.all.join();
  }

  private static final class Count implements Runnable {
    private final CompletableFuture<Long> all = new CompletableFuture<>();
    private final int expected;
    private long count;

    Count(int expected) {
      this.expected = expected;
    }

    @Override
    public void run() {
      if (++count == expected) {
        all.complete(count);
      }
    }
  }
}
