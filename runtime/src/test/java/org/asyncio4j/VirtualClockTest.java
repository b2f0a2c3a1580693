package org.asyncio4j;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time that jumps, waits for threads, and is moved by hand. */
@Timeout(60)
class VirtualClockTest {
  private final List<String> log = new ArrayList<>();

  private void note(String what) {
    log.add(EventLoop.running().time().toMillis() + " " + what);
  }

  private Script<Void> ticker(int millis, int times) {
    Script<Void> script = Script.named("ticker");
    for (int i = 0; i < times; i++) {
      script
          .then(v -> Asyncio.sleep(ofMillis(millis)))
          .then(
              v -> {
                note("tick");
                return null;
              });
    }
    return script;
  }

  @Test
  void itJumpsFromTimerToTimer() {
    VirtualClock clock = new VirtualClock();
    EventLoop loop = EventLoop.create(clock);
    loop.runUntilComplete(Asyncio.sleep(ofDays(1000)));
    assertThat(loop.time()).isEqualTo(ofDays(1000));
    assertThat(clock).hasToString("VirtualClock[PT24000H]");
    loop.runUntilComplete(Asyncio.sleep(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE);
    loop.close();
  }

  /** Timers are pending all the while: without waiting, the clock would be past them all. */
  @Test
  void itStandsStillWhileAThreadIsAtWork() {
    for (int round = 0; round < 20; round++) {
      log.clear();
      CountDownLatch idle = new CountDownLatch(1);
      Script<Object> main =
          Script.named("main")
              .then(
                  v -> {
                    Asyncio.createTask(ticker(10, 3));
                    Future<Object> work =
                        EventLoop.running()
                            .runInExecutor(
                                null,
                                () -> {
                                  idle.await();
                                  return null;
                                });
                    // By then the loop has nothing to do but to wait for the timer or the thread.
                    EventLoop.running().callSoon(() -> new Thread(idle::countDown).start());
                    return work;
                  })
              .then(
                  v -> {
                    note("thread");
                    return Asyncio.toThread(() -> log.add("second"));
                  })
              .then(v -> Asyncio.sleep(ofMillis(15)))
              .then(
                  v -> {
                    note("main");
                    return null;
                  });
      Loops.run(main);
      assertThat(log).containsExactly("0 thread", "second", "10 tick", "15 main");
    }
  }

  @Test
  void aThreadThatGoesOnAfterItsAwaitWasCancelledIsWaitedForAsWell() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = EventLoop.running();
                  Task<Void> task =
                      Asyncio.createTask(
                          Asyncio.toThread(
                              () -> {
                                begun.countDown();
                                end.await();
                                synchronized (log) {
                                  log.add("thread ends");
                                }
                              }));
                  loop.callSoon(
                      () -> {
                        awaitLatch(begun);
                        task.cancel();
                        loop.callSoon(
                            () -> loop.callSoon(() -> new Thread(end::countDown).start()));
                      });
                  return Asyncio.sleep(ofSeconds(1));
                })
            .then(
                v -> {
                  synchronized (log) {
                    note("main");
                  }
                  return null;
                });
    Loops.run(main);
    assertThat(log).containsExactly("thread ends", "1000 main");
  }

  @Test
  void aCallThatIsCancelledInTheQueueIsNotWaitedFor() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<Object> future =
                      EventLoop.running().runInExecutor(command -> {}, () -> null);
                  future.cancel();
                  return Asyncio.sleep(ofSeconds(1));
                })
            .then(v -> EventLoop.running().time());
    assertThat(Loops.run(main)).isEqualTo(ofSeconds(1));
  }

  @Test
  void itStandsStillWhileAnotherLoopIsAtWork() throws Exception {
    EventLoop other = EventLoop.create();
    Thread thread = new Thread(other::runForever);
    thread.start();
    CyclicBarrier barrier = new CyclicBarrier(2);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(ticker(10, 1));
                  CompletableFuture<Integer> stage =
                      Asyncio.runCoroutineThreadsafe(
                          Script.<Integer>named("there").then(x -> barrier.await()), other);
                  new Thread(() -> pass(barrier)).start();
                  return Asyncio.wrapFuture(stage.thenApply(x -> x));
                })
            .then(
                v -> {
                  note("other");
                  return Asyncio.sleep(ofMillis(20));
                });
    Loops.run(main);
    assertThat(log).containsExactly("0 other", "10 tick");
    other.callSoonThreadsafe(other::stop);
    thread.join();
    other.close();
  }

  /** Its own loop's stages are completed by the loop itself: to wait for them would be for ever. */
  @Test
  void itDoesNotWaitForAStageThatItsOwnLoopCompletes() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> task = Asyncio.createTask(Asyncio.sleep(ofSeconds(1), "r"));
                  return Asyncio.wrapFuture(task.toCompletableFuture().thenApply(r -> r + "!"));
                });
    assertThat(Loops.run(main)).isEqualTo("r!");
  }

  @Test
  void aSteppingClockGoesAsFarAsItIsLet() {
    VirtualClock clock = VirtualClock.stepping();
    try (Runner runner = Runner.builder().clock(clock).build()) {
      Task<Void> ticks = runner.getLoop().createTask(ticker(10, 4));
      clock.advance(ofMillis(25));
      runner.run(Asyncio.sleep(ofMillis(25)));
      assertThat(log).containsExactly("10 tick", "20 tick");
      assertThat(runner.getLoop().time()).isEqualTo(ofMillis(25));
      clock.advance(ofMillis(5));
      clock.advance(ofMillis(10));
      runner.run(ticks);
      assertThat(log).containsExactly("10 tick", "20 tick", "30 tick", "40 tick");
      assertThat(clock.nanoTime()).isEqualTo(ofMillis(40).toNanos());
    }
  }

  @Test
  void aCoroutineStepsTheClockItself() {
    VirtualClock clock = VirtualClock.stepping();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(ticker(10, 2));
                  clock.advance(ofMillis(30));
                  return Asyncio.sleep(ofMillis(30));
                })
            .then(
                v -> {
                  note("main");
                  return null;
                });
    try (Runner runner = Runner.builder().clock(clock).build()) {
      runner.run(main);
    }
    assertThat(log).containsExactly("10 tick", "20 tick", "30 main");
  }

  @Test
  void anotherThreadStepsAClockWhoseLoopSleeps() throws Exception {
    for (int round = 0; round < 200; round++) {
      VirtualClock clock = VirtualClock.stepping();
      EventLoop loop = EventLoop.create(clock);
      Future<String> never = loop.createFuture();
      loop.callLater(ofSeconds(3), () -> never.setResult("after 3 s"));
      Thread stepper =
          new Thread(
              () -> {
                for (int i = 0; i < 3; i++) {
                  clock.advance(ofSeconds(1));
                }
              });
      loop.callSoon(stepper::start);
      assertThat(loop.<String>runUntilComplete(never)).isEqualTo("after 3 s");
      assertThat(loop.time()).isEqualTo(ofSeconds(3));
      stepper.join();
      loop.close();
    }
  }

  @Test
  void withoutATimerTheTimePassesAsWell() {
    VirtualClock clock = VirtualClock.stepping();
    EventLoop loop = EventLoop.create(clock);
    clock.advance(ofSeconds(5));
    new Thread(() -> loop.callSoonThreadsafe(loop::stop)).start();
    loop.runForever();
    loop.callSoon(() -> loop.callLater(ofSeconds(1), () -> log.add("too early")));
    loop.callSoon(loop::stop);
    loop.runForever();
    loop.close();
    assertThat(log).isEmpty();
  }

  @Test
  void byHandTheTimePassesThoughAThreadIsAtWork() {
    VirtualClock clock = new VirtualClock();
    CountDownLatch later = new CountDownLatch(1);
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop.running().callLater(ofSeconds(1), later::countDown);
                  return Asyncio.toThread(
                      () -> {
                        clock.advance(ofSeconds(1));
                        later.await();
                      });
                })
            .then(v -> EventLoop.running().time());
    try (Runner runner = Runner.builder().clock(clock).build()) {
      assertThat(runner.run(main)).isEqualTo(ofSeconds(1));
    }
  }

  @Test
  void timeDoesNotGoBack() {
    VirtualClock clock = VirtualClock.stepping();
    clock.advance(ZERO);
    assertThatThrownBy(() -> clock.advance(ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time does not go back: PT-1S");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
