package org.asyncio4j.benchmarks.threads;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.asyncio4j.benchmarks.cases.HeapProbe;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Many threads. */
final class Spawning {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  private Spawning() {}

  static long spawn(int count) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          byte[] values = new byte[count];
          Thread[] threads = new Thread[count];
          for (int i = 0; i < count; i++) {
            int index = i;
            threads[i] = VirtualThreads.start(() -> values[index] = (byte) small(index));
          }
          long sum = 0;
          for (int i = 0; i < count; i++) {
            threads[i].join();
            sum += values[i];
          }
          return sum;
        });
  }

  static long sleepers(int count) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          AtomicLong woken = new AtomicLong();
          Thread[] threads = new Thread[count];
          for (int i = 0; i < count; i++) {
            int delay = Inputs.delay(i);
            threads[i] =
                VirtualThreads.spawn(
                    () -> {
                      Thread.sleep(delay);
                      return woken.incrementAndGet();
                    });
          }
          join(threads);
          return woken.get();
        });
  }

  static long suspended(int count) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          CompletableFuture<?>[] futures = new CompletableFuture<?>[count];
          int[] values = new int[count];
          Thread[] threads = new Thread[count];
          CountDownLatch started = new CountDownLatch(count);
          for (int i = 0; i < count; i++) {
            int index = i;
            CompletableFuture<Integer> future = new CompletableFuture<>();
            futures[i] = future;
            threads[i] =
                VirtualThreads.start(
                    () -> {
                      started.countDown();
                      values[index] = hold(3, index, index + 1, index + 2, future, "held");
                    });
          }
          started.await();
          // The last ones have counted down, but may not have parked.
          Thread.sleep(100);
          HeapProbe.sample();
          for (CompletableFuture<?> future : futures) {
            complete(future);
          }
          long sum = 0;
          for (int i = 0; i < count; i++) {
            threads[i].join();
            sum += values[i];
          }
          return sum;
        });
  }

  @SuppressWarnings("unchecked")
  private static void complete(CompletableFuture<?> future) {
    ((CompletableFuture<Integer>) future).complete(1);
  }

  private static int hold(
      int a, int b, int c, int d, CompletableFuture<Integer> first, String second) {
    int value = a == 1 ? first.join() : hold(a - 1, b, c, d, first, second);
    return value + a + (c - b) + (d - b) + second.length() + (first.isDone() ? 0 : 1);
  }

  static long groups(int groups) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          AtomicLong count = new AtomicLong();
          for (int i = 0; i < groups; i++) {
            Thread[] children = new Thread[Inputs.CHILDREN];
            for (int child = 0; child < children.length; child++) {
              children[child] =
                  VirtualThreads.spawn(
                      () -> {
                        Thread.yield();
                        return count.incrementAndGet();
                      });
            }
            join(children);
          }
          return count.get();
        });
  }

  static long inTime(int calls) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          long sum = 0;
          for (int i = 0; i < calls; i++) {
            Thread worker = VirtualThreads.start(Thread::yield);
            worker.join(HOUR);
            sum += worker.isAlive() ? 0 : 1;
          }
          return sum;
        });
  }

  static long cancelled(int count) throws InterruptedException {
    return VirtualThreads.call(
        () -> {
          AtomicLong cancelled = new AtomicLong();
          Thread[] threads = new Thread[count];
          for (int i = 0; i < count; i++) {
            threads[i] =
                VirtualThreads.start(
                    () -> {
                      try {
                        Thread.sleep(HOUR);
                      } catch (InterruptedException e) {
                        cancelled.incrementAndGet();
                      }
                    });
          }
          Thread.yield();
          for (Thread thread : threads) {
            thread.interrupt();
          }
          join(threads);
          return cancelled.get();
        });
  }

  private static void join(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
