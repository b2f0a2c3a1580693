package org.asyncio4j;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a loop meets other threads, and the JDK's futures. */
@Timeout(60)
class ThreadsTest {

  @Test
  void anotherThreadWakesASleepingLoop() {
    for (LoopClock clock : List.of(LoopClock.system(), new VirtualClock())) {
      EventLoop loop = EventLoop.create(clock);
      Future<String> future = loop.createFuture();
      Thread thread =
          new Thread(
              () ->
                  loop.callSoonThreadsafe(
                      () -> future.setResult(Thread.currentThread().getName())));
      loop.callSoon(thread::start);
      assertThat(loop.<String>runUntilComplete(future)).isEqualTo(Thread.currentThread().getName());
      loop.close();
    }
  }

  @Test
  void whatOtherThreadsScheduledRunsInTheirOrderAndNothingIsLost() throws Exception {
    EventLoop loop = EventLoop.create();
    int threads = 4;
    int each = 20_000;
    int[] next = new int[threads];
    int[] count = new int[1];
    CountDownLatch start = new CountDownLatch(1);
    for (int t = 0; t < threads; t++) {
      int sender = t;
      new Thread(
              () -> {
                awaitLatch(start);
                for (int i = 0; i < each; i++) {
                  int number = i;
                  loop.execute(
                      () -> {
                        assertThat(number).isEqualTo(next[sender]++);
                        if (++count[0] == threads * each) {
                          loop.stop();
                        }
                      });
                }
              })
          .start();
    }
    loop.callSoon(start::countDown);
    loop.runForever();
    loop.close();
    assertThat(next).containsOnly(each);
  }

  @Test
  void onItsOwnThreadCallSoonThreadsafeKeepsTheOrder() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    List<String> log = new ArrayList<>();
    loop.callSoon(
        () -> {
          loop.callSoon(() -> log.add("a"));
          loop.callSoonThreadsafe(() -> log.add("b"));
          loop.callSoon(() -> log.add("c"));
          loop.callSoon(loop::stop);
        });
    loop.runForever();
    loop.close();
    assertThat(log).containsExactly("a", "b", "c");
  }

  @Test
  void whatWasScheduledBeforeTheLoopRunsIsRun() throws Exception {
    EventLoop loop = EventLoop.create();
    Thread thread = new Thread(() -> loop.callSoonThreadsafe(loop::stop));
    thread.start();
    thread.join();
    loop.runForever();
    loop.close();
  }

  @Test
  void aCoroutineIsRunByTheLoopOfAnotherThread() throws Exception {
    EventLoop loop = EventLoop.create();
    Thread thread = new Thread(loop::runForever);
    thread.start();
    CompletableFuture<String> name =
        Asyncio.runCoroutineThreadsafe(
            Script.<String>named("c")
                .then(v -> Asyncio.yieldNow())
                .then(v -> Thread.currentThread().getName()),
            loop);
    assertThat(name.get()).isEqualTo(thread.getName());
    IOException failure = new IOException();
    CompletableFuture<String> failed =
        Asyncio.runCoroutineThreadsafe(
            Script.of(
                v -> {
                  throw failure;
                }),
            loop);
    assertThatThrownBy(failed::get).hasCause(failure);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Object> cancelled =
        Asyncio.runCoroutineThreadsafe(
            Script.named("c")
                .then(
                    v -> {
                      begun.countDown();
                      return Asyncio.sleep(ofDays(1));
                    })
                .outcome(
                    (value, error) -> {
                      seen.complete(error);
                      throw error;
                    }),
            loop);
    begun.await();
    cancelled.cancel(true);
    assertThat(seen.get()).isInstanceOf(CancelledError.class);
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
    assertThatThrownBy(() -> Asyncio.runCoroutineThreadsafe(Asyncio.done(), loop))
        .hasMessage("Event loop is closed");
  }

  @Test
  void whatALoopClosesBeforeItBeginsIsToldToThoseWhoWait() {
    EventLoop loop = EventLoop.create();
    CompletableFuture<String> outcome = Asyncio.runCoroutineThreadsafe(Asyncio.done("never"), loop);
    loop.close();
    assertThatThrownBy(outcome::get)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
  }

  @Test
  void aCoroutineThatIsCancelledBeforeItsLoopTakesItNeverBegins() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    List<String> log = new ArrayList<>();
    CompletableFuture<Object> outcome =
        Asyncio.runCoroutineThreadsafe(Script.of(v -> log.add("begun")), loop);
    outcome.cancel(true);
    loop.runUntilComplete(Asyncio.sleep(ofSeconds(1)));
    loop.close();
    assertThat(log).isEmpty();
  }

  @Test
  void onTheLoopsOwnThreadACoroutineBeginsSoonLater() {
    List<String> log = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  CompletableFuture<Boolean> outcome =
                      Asyncio.runCoroutineThreadsafe(
                          Script.of(x -> log.add("there")), EventLoop.running());
                  log.add("here");
                  return Asyncio.wrapFuture(outcome);
                });
    assertThat(Loops.run(main)).isEqualTo(true);
    assertThat(log).containsExactly("here", "there");
  }

  @Test
  void aTaskThatCannotBeMadeFailsTheOutcome() throws Exception {
    EventLoop loop = EventLoop.create(new VirtualClock());
    List<String> reports = new ArrayList<>();
    loop.setExceptionHandler((l, failure) -> reports.add(failure.message()));
    loop.setTaskFactory(
        (l, coroutine, options) -> {
          throw new IllegalArgumentException("no more tasks");
        });
    CompletableFuture<String> outcome = Asyncio.runCoroutineThreadsafe(Asyncio.done("x"), loop);
    loop.stop();
    loop.runForever();
    loop.close();
    assertThatThrownBy(outcome::get).hasRootCauseMessage("no more tasks");
    assertThat(reports).hasSize(1).first().asString().startsWith("Exception in callback");
  }

  @Test
  void aStageIsAwaited() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Script<String> main =
        Script.<String>named("main")
            .then(
                v -> {
                  new Thread(() -> stage.complete("from another thread")).start();
                  return Asyncio.wrapFuture(stage);
                });
    assertThat(Loops.run(main)).isEqualTo("from another thread");
    assertThat(Asyncio.<String>run(stage)).isEqualTo("from another thread");
  }

  @Test
  void aStageCompletedByTheLoopsThreadIsSeenAtOnce() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  CompletableFuture<String> stage = new CompletableFuture<>();
                  Future<String> future = Asyncio.ensureFuture(stage);
                  assertThat(future.isDone()).isFalse();
                  stage.complete("x");
                  return future.isDone();
                });
    assertThat(Loops.run(main)).isEqualTo(true);
  }

  @Test
  void theFailureOfAStageIsUnwrapped() {
    IOException failure = new IOException();
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<Integer> dependent = stage.thenApply(String::length);
    stage.completeExceptionally(failure);
    assertThat(catchThrowable(dependent::join)).isInstanceOf(CompletionException.class);
    assertThat(catchThrowable(() -> Asyncio.run(dependent))).isSameAs(failure);
    assertThat(catchThrowable(() -> Asyncio.run(stage))).isSameAs(failure);
  }

  @Test
  void aCancelledStageCancelsTheAwait() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    stage.cancel(true);
    assertThat(catchThrowable(() -> Asyncio.run(stage))).isInstanceOf(CancelledError.class);
  }

  @Test
  void cancellingTheAwaitCancelsTheStage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> convertible = new CompletableFuture<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<String> first = Asyncio.wrapFuture(stage);
                  Future<String> second = Asyncio.wrapFuture(convertible.minimalCompletionStage());
                  first.cancel();
                  second.cancel();
                  return Asyncio.yieldNow();
                });
    Loops.run(main);
    assertThat(stage).isCancelled();
    assertThat(convertible).isNotDone();
  }

  @Test
  void aFutureIsSeenAsACompletableFuture() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<String> good = loop.createFuture();
    Future<String> bad = loop.createFuture();
    Future<String> cancelled = loop.createFuture();
    CompletableFuture<String> goodStage = good.toCompletableFuture();
    CompletableFuture<String> badStage = bad.toCompletableFuture();
    CompletableFuture<String> cancelledStage = cancelled.toCompletableFuture();
    IOException failure = new IOException();
    good.setResult("r");
    bad.setException(failure);
    cancelled.cancel();
    loop.stop();
    loop.runForever();
    loop.close();
    assertThat(goodStage).isCompletedWithValue("r");
    assertThatThrownBy(badStage::get).hasCause(failure);
    assertThatThrownBy(cancelledStage::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingTheCompletableFutureFromAnotherThreadCancelsTheFuture() {
    EventLoop loop = EventLoop.create();
    Future<String> future = loop.createFuture();
    CompletableFuture<String> stage = future.toCompletableFuture();
    loop.callSoon(() -> new Thread(() -> stage.cancel(false)).start());
    assertThat(catchThrowable(() -> loop.runUntilComplete(future)))
        .isInstanceOf(CancelledError.class);
    loop.close();
  }

  @Test
  void anInterruptCancelsMainLetsItCleanUpAndIsPassedOn() {
    List<String> log = new ArrayList<>();
    Thread loopThread = Thread.currentThread();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  new Thread(loopThread::interrupt).start();
                  return Asyncio.sleep(ofDays(1));
                })
            .outcome(
                (value, failure) -> {
                  log.add(Loops.describe(failure));
                  return Asyncio.sleep(ofSeconds(0));
                })
            .always(() -> log.add("cleaned up"))
            .then(
                v -> {
                  throw new CancelledError();
                });
    Throwable failure = catchThrowable(() -> Asyncio.run(main));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).isInstanceOf(CancelledError.class);
    assertThat(log).containsExactly("CancelledError", "cleaned up");
  }

  @Test
  void anInterruptStopsRunForever() {
    EventLoop loop = EventLoop.create();
    Thread loopThread = Thread.currentThread();
    loop.callSoon(() -> new Thread(loopThread::interrupt).start());
    loop.runForever();
    assertThat(Thread.interrupted()).isTrue();
    loop.close();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
