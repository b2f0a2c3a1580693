package org.asyncio4j.compiler.shapes;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.gather;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.timeout;
import static org.asyncio4j.Asyncio.waitFor;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCallable;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;

/** Code to be warned about, and beside it code that only looks alike. */
public class Suspicious {

  @Async
  static Coroutine<Void> work() {
    await(sleep(Duration.ZERO));
    return done();
  }

  @Async
  static Coroutine<Void> drops() {
    work(); // dropped
    Coroutine<Void> kept = work();
    await(kept);
    return work();
  }

  static void dropsInOrdinaryCode() {
    work(); // dropped in ordinary code
  }

  static Runnable dropsInLambda() {
    return () -> work(); // dropped in lambda
  }

  static AsyncCallable<Void, RuntimeException> returnsFromLambda() {
    return () -> work();
  }

  @Async
  static Coroutine<Void> blocks() throws Exception {
    Thread.sleep(1); // blocks
    return done();
  }

  static AsyncCallable<Void, Exception> blocksInLambda() {
    return () -> {
      await(work());
      Thread.sleep(1); // blocks in lambda
      return done();
    };
  }

  static void blocksWhereItMay(CompletableFuture<String> future) throws Exception {
    Thread.sleep(1);
    future.get();
  }

  @Async
  static Coroutine<String> doesNotBlock(
      BlockingQueue<String> queue, CompletableFuture<String> future) {
    queue.poll();
    queue.offer("x");
    future.getNow("x");
    Runnable elsewhere = () -> future.join();
    await(CompletableFuture.runAsync(elsewhere));
    return done(await(future));
  }

  @Async
  static Coroutine<Void> blocksForAWhile(BlockingQueue<String> queue) throws Exception {
    queue.poll(1, TimeUnit.SECONDS); // blocks for a while
    return done();
  }

  @Async
  static Coroutine<Void> blocksInFinally() throws Exception {
    try {
      await(work());
    } finally {
      Thread.sleep(1); // blocks in finally
    }
    return done();
  }

  static void ownMonitors(Future<String> future, Object plain) throws Exception {
    future.wait(); // wait
    future.wait(1000L); // timed wait
    future.notify(); // notify
    future.notifyAll(); // notifyAll
    plain.wait();
    plain.notify();
    plain.notifyAll();
  }

  @Async
  static Coroutine<Void> waits(Object plain) throws Exception {
    synchronized (plain) {
      plain.wait(); // blocks on a monitor
      plain.notifyAll();
    }
    return done();
  }

  @Async
  static Coroutine<Void> foreignTimeout() {
    try {
      await(sleep(Duration.ZERO), TimeoutException.class);
    } catch (TimeoutException e) { // foreign timeout
      return done();
    }
    return done();
  }

  @Async
  static Coroutine<Void> foreignTimeoutOfWaitFor() {
    try {
      await(waitFor(work(), Duration.ZERO));
      await(work(), TimeoutException.class);
    } catch (TimeoutException e) { // foreign timeout of waitFor
      return done();
    }
    return done();
  }

  @Async
  static Coroutine<Void> foreignTimeoutOfTimeout() {
    try {
      await(timeout(Duration.ZERO, () -> work()), TimeoutException.class);
    } catch (TimeoutException e) { // foreign timeout of timeout
      return done();
    }
    return done();
  }

  @Async
  static Coroutine<Void> bothTimeouts() {
    try {
      await(waitFor(work(), Duration.ZERO), TimeoutException.class);
    } catch (TimeoutException | AsyncTimeoutException e) {
      return done();
    }
    try {
      await(waitFor(work(), Duration.ZERO), TimeoutException.class);
    } catch (AsyncTimeoutException e) {
      return done();
    } catch (TimeoutException e) {
      return done();
    }
    return done();
  }

  @Async
  static Coroutine<Void> possibleTimeout() {
    try {
      await(sleep(Duration.ZERO));
      await(work(), TimeoutException.class);
      await(gather(work()), TimeoutException.class);
    } catch (TimeoutException e) {
      return done();
    }
    return done();
  }
}
