package org.asyncio4j;

import static java.time.Duration.ofDays;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code toThread}, {@code runInExecutor}, and the end of the default executor. */
@Timeout(60)
class ExecutorsTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void aThreadOfTheLoopsOwnDoesTheWork() {
    AtomicReference<Thread> worker = new AtomicReference<>();
    Loops.run(Asyncio.toThread(() -> worker.set(Thread.currentThread())));
    assertThat(worker.get()).isNotSameAs(Thread.currentThread());
    assertThat(worker.get().getName()).isEqualTo("asyncio_0");
    assertThat(worker.get().isDaemon()).isTrue();
    assertThat(isVirtual(worker.get())).isEqualTo(Runtime.version().feature() >= 21);
  }

  @Test
  void thePoolOfAnOlderJdkNumbersItsThreads() throws Exception {
    ExecutorService pool = BlockingThreads.newPool();
    assertThat(pool.submit(() -> Thread.currentThread().getName()).get()).isEqualTo("asyncio_0");
    assertThat(pool.submit(() -> Thread.currentThread().isDaemon()).get()).isTrue();
    pool.shutdown();
  }

  @Test
  void nothingBeginsBeforeTheAwaitAndTheContextIsThatOfTheAwait() {
    ContextVar<String> variable = new ContextVar<>("v", "unset");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  variable.set("made");
                  Coroutine<String> coroutine = Asyncio.toThread(() -> seen(variable));
                  variable.set("awaited");
                  return coroutine;
                })
            .then(v -> v + ", then " + variable.get());
    assertThat(Loops.run(main)).isEqualTo("awaited, then awaited");
  }

  private static String seen(ContextVar<String> variable) {
    String value = variable.get();
    variable.set("set by the thread");
    return value;
  }

  @Test
  void anExecutorsThreadHasAContextOfItsOwn() {
    ContextVar<String> variable = new ContextVar<>("v", "unset");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  variable.set("main's");
                  return EventLoop.running().runInExecutor(null, variable::get);
                });
    assertThat(Loops.run(main)).isEqualTo("unset");
  }

  @Test
  void theVeryExceptionComesBackWithTheFramesOfBothThreads() {
    IOException failure = new IOException("disk");
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    Asyncio.toThread(
                        () -> {
                          throw failure;
                        }));
    assertThat(catchThrowable(() -> Loops.run(main))).isSameAs(failure);
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("main", "theVeryExceptionComesBackWithTheFramesOfBothThreads");
  }

  @Test
  void anErrorOfTheThreadIsAFailureOfTheAwait() {
    StackOverflowError error = new StackOverflowError();
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    Asyncio.toThread(
                        () -> {
                          throw error;
                        }))
            .outcome((value, failure) -> failure);
    assertThat(Loops.run(main)).isSameAs(error);
  }

  @Test
  void theThreadOfACancelledAwaitGoesOn() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Void> task =
                      Asyncio.createTask(
                          Asyncio.toThread(
                              () -> {
                                begun.countDown();
                                cancelled.await();
                                ended.countDown();
                                throw new IOException("nobody is told");
                              }));
                  return Script.named("canceller")
                      .then(x -> Asyncio.toThread(() -> begun.await()))
                      .then(
                          x -> {
                            task.cancel();
                            return Asyncio.wait(List.of(task));
                          })
                      .then(
                          x -> {
                            cancelled.countDown();
                            return task.isCancelled();
                          });
                });
    try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
      runner.getLoop().setExceptionHandler((loop, failure) -> log.add(failure.message()));
      assertThat(runner.run(main)).isEqualTo(true);
    }
    assertThat(ended.getCount()).isZero();
    assertThat(log).isEmpty();
  }

  @Test
  void aCallThatIsStillQueuedIsNotMadeOnceItsFutureIsCancelled() {
    ArrayDeque<Runnable> queue = new ArrayDeque<>();
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<Boolean> first = loop.runInExecutor(queue::add, () -> log.add("first"));
    Future<Boolean> second = loop.runInExecutor(queue::add, () -> log.add("second"));
    assertThat(first.cancel()).isTrue();
    runTurn(loop);
    queue.forEach(Runnable::run);
    assertThat(log).containsExactly("second");
    assertThat(loop.<Boolean>runUntilComplete(second)).isTrue();
    loop.close();
  }

  @Test
  void anExecutorThatRefusesIsHeardAtOnce() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdown();
    assertThatThrownBy(() -> loop.runInExecutor(executor, () -> 1))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(loop.outstanding).isZero();
    loop.close();
    assertThatThrownBy(() -> loop.runInExecutor(null, () -> 1)).hasMessage("Event loop is closed");
  }

  @Test
  void anExecutorThatRunsTheCallItselfCompletesTheFutureAtOnce() {
    Script<Object> main =
        Script.named("main")
            .then(v -> EventLoop.running().runInExecutor(Runnable::run, () -> 1).isDone());
    assertThat(Loops.run(main)).isEqualTo(true);
  }

  @Test
  void whatEndsAfterTheLoopIsDropped() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    EventLoop loop = EventLoop.create();
    Future<Boolean> future = loop.runInExecutor(executor, () -> closed.await(1, MINUTES));
    loop.close();
    closed.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(1, MINUTES)).isTrue();
    assertThat(future.isDone()).isFalse();
  }

  @Test
  void theLoopIsAnExecutor() throws Exception {
    EventLoop loop = EventLoop.create();
    loop.execute(() -> log.add("a"));
    Thread thread = new Thread(() -> loop.execute(loop::stop));
    thread.start();
    thread.join();
    loop.runForever();
    loop.close();
    assertThat(log).containsExactly("a");
    assertThatThrownBy(() -> loop.execute(() -> {})).hasMessage("Event loop is closed");
  }

  @Test
  void runCancelsWhatIsLeftThenWaitsForTheThreads() {
    CountDownLatch over = new CountDownLatch(1);
    List<String> threadLog = new CopyOnWriteArrayList<>();
    Script<Void> leftOver =
        Script.<Void>named("left").then(v -> Asyncio.sleep(ofDays(1))).always(over::countDown);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(leftOver);
                  EventLoop.running()
                      .runInExecutor(
                          null,
                          () -> {
                            over.await();
                            return threadLog.add("thread ended");
                          });
                  return Asyncio.yieldNow();
                });
    Asyncio.run(main);
    assertThat(threadLog).containsExactly("thread ended");
  }

  @Test
  void afterTheShutdownCallsAreRefused() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.toThread(() -> 1))
            .then(v -> EventLoop.running().shutdownDefaultExecutor())
            .then(v -> Asyncio.toThread(() -> 2));
    assertThatThrownBy(() -> Loops.run(main))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Executor shutdown has been called");
    Script<Object> unused =
        Script.named("main")
            .then(v -> EventLoop.running().shutdownDefaultExecutor())
            .then(v -> EventLoop.running().runInExecutor(null, () -> 2));
    assertThatThrownBy(() -> Loops.run(unused)).hasMessage("Executor shutdown has been called");
  }

  @Test
  void aShutdownWithATimeoutWarnsOfThreadsThatDoNotEnd() {
    CountDownLatch over = new CountDownLatch(1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running()
                      .runInExecutor(
                          null,
                          () -> {
                            over.await();
                            return null;
                          });
                  return EventLoop.running().shutdownDefaultExecutor(Duration.ofMillis(20));
                })
            .always(over::countDown);
    assertThat(StandardError.linesOf(() -> Loops.run(main)))
        .containsExactly("The executor did not finishing joining its threads within 0.02 seconds.");
  }

  @Test
  void anExecutorOfTheUsersIsUsedAndShutDown() {
    ExecutorService executor = Executors.newSingleThreadExecutor(body -> new Thread(body, "own"));
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().setDefaultExecutor(executor);
                  return Asyncio.toThread(() -> Thread.currentThread().getName());
                });
    assertThat(Loops.run(main)).isEqualTo("own");
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void theCommonPoolCannotBeShutDownAndNeedNotBe() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().setDefaultExecutor(ForkJoinPool.commonPool());
                  return Asyncio.toThread(() -> 1);
                });
    assertThat(StandardError.linesOf(() -> Loops.run(main))).isEmpty();
  }

  private static void runTurn(EventLoop loop) {
    loop.stop();
    loop.runForever();
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
