package com.acme;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/** One method for each warning, and one that gives none. */
class Suspicious {
  @Async
  static Coroutine<Void> proper() {
    await(sleep(ofSeconds(1)));
    return done();
  }

  static void drops() {
    proper();
  }

  @Async
  static Coroutine<Void> sleeps() throws InterruptedException {
    Thread.sleep(1000);
    return done();
  }

  @Async
  static Coroutine<Void> waits(Object monitor) throws InterruptedException {
    synchronized (monitor) {
      monitor.wait();
    }
    return done();
  }

  @Async
  static Coroutine<String> gets(Future<String> future) throws Exception {
    return done(future.get());
  }

  @Async
  static Coroutine<String> joins(CompletableFuture<String> future) {
    return done(future.join());
  }

  @Async
  static Coroutine<Void> counts(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return done();
  }

  @Async
  static Coroutine<String> takes(BlockingQueue<String> queue) throws InterruptedException {
    return done(queue.take());
  }

  @Async
  static Coroutine<Void> locks(Lock lock) {
    lock.lock();
    return done();
  }

  @Async
  static Coroutine<Integer> runs(Process process) throws InterruptedException {
    return done(process.waitFor());
  }

  static void monitors(Task<Void> task) throws InterruptedException {
    task.wait();
    task.notify();
    task.notifyAll();
  }

  @Async
  static Coroutine<Void> catches() {
    try {
      await(sleep(ofSeconds(1)), TimeoutException.class);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    return done();
  }
}
