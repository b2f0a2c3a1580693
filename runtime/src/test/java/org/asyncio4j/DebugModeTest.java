package org.asyncio4j;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Debug mode: calls from wrong threads, and callbacks that block. */
@Timeout(60)
class DebugModeTest {
  private static final String WRONG_THREAD =
      "Non-thread-safe operation invoked on an event loop other than the current one";

  @Test
  void itIsOffUnlessTurnedOn() {
    EventLoop loop = EventLoop.create();
    assertThat(loop.getDebug()).isFalse();
    loop.setDebug(true);
    assertThat(loop.getDebug()).isTrue();
    loop.setDebug(false);
    assertThat(loop.getDebug()).isFalse();
    loop.close();
    try (Runner runner = Runner.builder().debug(true).build()) {
      assertThat(runner.getLoop().getDebug()).isTrue();
    }
    Script<Object> main = Script.named("main").then(v -> EventLoop.running().getDebug());
    assertThat(Asyncio.<Object>run(main, true)).isEqualTo(true);
  }

  @Test
  void aSystemPropertyTurnsItOn() {
    System.setProperty("asyncio4j.debug", "true");
    try {
      Script<Object> main = Script.named("main").then(v -> EventLoop.running().getDebug());
      assertThat(Asyncio.<Object>run(main)).isEqualTo(true);
      Script<Object> without = Script.named("main").then(v -> EventLoop.running().getDebug());
      assertThat(Asyncio.<Object>run(without, false)).isEqualTo(false);
    } finally {
      System.clearProperty("asyncio4j.debug");
    }
  }

  @Test
  void theLimitOfSlowCallbacksIsAHundredMillisecondsUnlessSet() {
    EventLoop loop = EventLoop.create();
    assertThat(loop.slowCallbackDuration()).isEqualTo(ofMillis(100));
    loop.slowCallbackDuration(ofSeconds(2));
    assertThat(loop.slowCallbackDuration()).isEqualTo(ofSeconds(2));
    loop.close();
  }

  @Test
  void anotherThreadIsRefused() {
    EventLoop loop = debugged();
    loop.slowCallbackDuration(ofDays(1));
    Future<Object> waited = loop.createFuture();
    waited.addDoneCallback(done -> {});
    List<Runnable> calls =
        List.of(
            () -> loop.callSoon(() -> {}),
            () -> loop.callLater(ofDays(1), () -> {}),
            () -> loop.callAt(ofDays(1), () -> {}),
            () -> loop.createTask(Asyncio.done()),
            () -> waited.setResult(null));
    List<Throwable> refusals = new ArrayList<>();
    loop.callSoon(
        () ->
            new Thread(
                    () -> {
                      for (Runnable call : calls) {
                        refusals.add(catchThrowable(call::run));
                      }
                      loop.callSoonThreadsafe(loop::stop);
                    })
                .start());
    loop.runForever();
    loop.close();
    assertThat(refusals)
        .hasSize(calls.size())
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(WRONG_THREAD));
  }

  @Test
  void aLoopThatDoesNotRunIsAnybodys() throws Exception {
    EventLoop loop = debugged();
    List<Throwable> refusals = new ArrayList<>();
    Thread thread = new Thread(() -> refusals.add(catchThrowable(() -> loop.callSoon(loop::stop))));
    thread.start();
    thread.join();
    loop.runForever();
    loop.close();
    assertThat(refusals).containsOnlyNulls();
  }

  /** The callback ends only once it has been reported: so the report comes while it is stuck. */
  @Test
  void aCallbackThatBlocksIsCaughtInTheActWithItsStack() {
    CountDownLatch reported = new CountDownLatch(1);
    EventLoop loop = debugged();
    loop.callSoon(() -> blockUntil(reported, loop));
    List<String> printed =
        StandardError.linesOf(
            loop::runForever,
            text -> {
              if (text.contains("takes longer than 0.001 seconds")) {
                reported.countDown();
              }
            });
    loop.close();
    List<String> mine = printed.stream().filter(line -> line.startsWith("Executing")).toList();
    assertThat(mine.get(0))
        .matches("Executing <Handle .*DebugModeTest.*> takes longer than 0\\.001 seconds");
    assertThat(mine.get(1))
        .matches("Executing <Handle .*DebugModeTest.*> took \\d+\\.\\d{3} seconds");
    assertThat(printed)
        .filteredOn(line -> line.contains("DebugModeTest.blockUntil(DebugModeTest.java:"))
        .hasSize(2);
    // Down to the callback, and none of the loop's.
    assertThat(printed).noneMatch(line -> line.contains("runOnce") || line.contains("Handle.run"));
  }

  @Test
  void aStepOfATaskThatBlocksIsReportedByTheTasksName() {
    CountDownLatch reported = new CountDownLatch(1);
    EventLoop loop = debugged();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  blockUntil(reported, loop);
                  return null;
                });
    List<String> printed =
        StandardError.linesOf(
            () -> loop.runUntilComplete(main),
            text -> {
              if (text.contains("takes longer")) {
                reported.countDown();
              }
            });
    loop.close();
    assertThat(printed)
        .anyMatch(
            line ->
                line.matches(
                    "Executing <Task finished name='Task-1' coro=<main\\(\\) done> .*>"
                        + " took \\d+\\.\\d{3} seconds"));
  }

  @Test
  void outsideOfDebugModeNothingIsMeasured() {
    EventLoop loop = EventLoop.create();
    loop.slowCallbackDuration(ofMillis(0));
    loop.callSoon(loop::stop);
    assertThat(StandardError.linesOf(loop::runForever)).isEmpty();
    loop.close();
  }

  @Test
  void inDebugModeALimitOfZeroReportsEverything() {
    EventLoop loop = debugged();
    loop.slowCallbackDuration(ofMillis(0));
    loop.callSoon(() -> {});
    loop.callSoon(loop::stop);
    assertThat(StandardError.linesOf(loop::runForever))
        .filteredOn(line -> line.contains(" took "))
        .hasSize(2);
    loop.close();
  }

  private static EventLoop debugged() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    loop.slowCallbackDuration(ofMillis(1));
    loop.setDebug(true);
    return loop;
  }

  private static void blockUntil(CountDownLatch latch, EventLoop loop) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    loop.stop();
  }
}
