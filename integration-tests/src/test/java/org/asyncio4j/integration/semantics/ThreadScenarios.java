package org.asyncio4j.integration.semantics;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;

/**
 * Blocking code on other threads. Where Python sleeps for the other side to come, a latch waits for
 * it.
 */
final class ThreadScenarios {
  private ThreadScenarios() {}

  static final class ThreadToThread extends MainScenario {
    final CountDownLatch looked = new CountDownLatch(1);

    String work() throws InterruptedException {
      looked.await();
      return "worked";
    }

    String bad() {
      throw new IllegalArgumentException("t");
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<String> t = createTask(toThread(this::work));
      await(yieldNow());
      print("loop alive", t.isDone());
      looked.countDown();
      print(await(t));
      try {
        await(toThread(this::bad));
      } catch (IllegalArgumentException e) {
        print("ValueError", e);
      }
      return done();
    }
  }

  static final class ThreadToThreadCancel extends Scenario {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    void work() throws InterruptedException {
      begun.countDown();
      cancelled.await();
      print("thread finished");
    }

    @Async
    Coroutine<Void> main() {
      Task<Void> t = createTask(toThread(this::work));
      await(toThread(() -> begun.await()));
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print("cancelled", t.isCancelled());
      cancelled.countDown();
      return done();
    }

    @Override
    void module() {
      VirtualTime.run(main());
      print("run returned");
    }
  }

  static final class ExecutorCancelQueued extends MainScenario {
    final CountDownLatch gate = new CountDownLatch(1);
    final List<Integer> ran = new CopyOnWriteArrayList<>();

    @Override
    @Async
    Coroutine<Void> main() throws InterruptedException {
      EventLoop loop = getRunningLoop();
      ExecutorService ex = Executors.newFixedThreadPool(1);
      try {
        Future<Boolean> a = loop.runInExecutor(ex, () -> gate.await(1, MINUTES));
        Future<Boolean> b = loop.runInExecutor(ex, () -> ran.add(1));
        await(yieldNow());
        print(b.cancel());
        await(yieldNow());
        gate.countDown();
        print(await(a), b.isCancelled());
      } finally {
        ex.shutdown();
      }
      await(toThread(() -> ex.awaitTermination(1, MINUTES)));
      print(ran);
      return done();
    }
  }
}
