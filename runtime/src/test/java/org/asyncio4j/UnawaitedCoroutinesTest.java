package org.asyncio4j;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.sync.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coroutines that nobody awaits are reported in debug mode. */
@Timeout(60)
class UnawaitedCoroutinesTest {
  private static final String CREATED = "Coroutine created at (most recent call first)";

  private final List<Object> kept = new ArrayList<>();

  /** A coroutine that does nothing. */
  static final class Idle extends Coroutine<Object> {
    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "idle";
    }
  }

  private static Coroutine<Object> make() {
    return new Idle();
  }

  /** What is printed when a loop in debug mode runs a step and is closed. */
  private static List<String> reports(Script.Step step) {
    return StandardError.linesOf(
        () -> {
          Script<Object> main = Script.named("main").then(step);
          try (Runner runner = Runner.builder().debug(true).clock(new VirtualClock()).build()) {
            runner.getLoop().slowCallbackDuration(ofDays(1));
            runner.run(main);
          }
        });
  }

  @Test
  void oneThatIsNeverAwaitedIsReportedWithThePlaceWhereItWasMade() {
    List<String> printed = reports(v -> kept.add(make()));
    assertThat(printed.get(0)).isEqualTo("coroutine 'idle' was never awaited");
    assertThat(printed.get(1)).isEqualTo(CREATED);
    assertThat(printed.get(2)).contains("UnawaitedCoroutinesTest.make(UnawaitedCoroutinesTest");
    assertThat(printed).noneMatch(line -> line.contains("runOnce"));
  }

  @Test
  void awaitingWhatHasFailedMakesNoneThatIsReported() {
    List<String> printed =
        StandardError.linesOf(
            () -> {
              Script<Object> main =
                  Script.named("main")
                      .then(
                          v -> {
                            Future<Object> failed = Asyncio.getRunningLoop().createFuture();
                            failed.setException(new IllegalStateException("failed"));
                            return failed;
                          })
                      .outcome((value, failure) -> failure.getMessage());
              try (Runner runner = Runner.builder().debug(true).clock(new VirtualClock()).build()) {
                runner.getLoop().slowCallbackDuration(ofDays(1));
                assertThat(runner.run(main)).isEqualTo("failed");
              }
            });
    assertThat(printed).isEmpty();
  }

  @Test
  void waitingInALineMakesNoneThatIsReported() {
    Queue<String> queue = new Queue<>(1);
    List<Object> got = new ArrayList<>();
    List<Object> tasks = new ArrayList<>();
    List<String> printed =
        StandardError.linesOf(
            () -> {
              Script<Object> puts =
                  Script.named("puts").then(v -> queue.put("a")).then(v -> queue.put("b"));
              Script<Object> gets =
                  Script.named("gets")
                      .then(v -> queue.get())
                      .then(v -> got.add(v) ? queue.get() : null)
                      .then(v -> got.add(v) && tasks.add(Asyncio.createTask(puts)))
                      .then(v -> queue.get());
              Script<Object> main =
                  Script.named("main").then(v -> Asyncio.createTask(gets)).then(v -> v);
              try (Runner runner = Runner.builder().debug(true).clock(new VirtualClock()).build()) {
                EventLoop loop = runner.getLoop();
                loop.slowCallbackDuration(ofDays(1));
                loop.callLater(ofDays(2), () -> queue.putNowait("x"));
                loop.callLater(ofDays(3), () -> queue.putNowait("y"));
                assertThat(runner.run(main)).isEqualTo("a");
              }
            });
    assertThat(printed).isEmpty();
    assertThat(got).containsExactly("x", "y");
  }

  @Test
  void oneThatIsDroppedIsReportedSoonAfterItHasBeenCollected() {
    List<String> seen = new ArrayList<>();
    StandardError.linesOf(
        () -> {
          EventLoop loop = EventLoop.create(new VirtualClock());
          loop.setDebug(true);
          loop.slowCallbackDuration(ofDays(1));
          loop.callSoon(UnawaitedCoroutinesTest::make);
          collectUntilReported(loop, seen);
          loop.runForever();
          loop.close();
        },
        seen::add);
    assertThat(seen).hasSize(1).first().asString().startsWith("coroutine 'idle' was never awaited");
  }

  private static void collectUntilReported(EventLoop loop, List<String> seen) {
    loop.callSoon(
        () -> {
          System.gc();
          if (seen.isEmpty()) {
            collectUntilReported(loop, seen);
          } else {
            loop.stop();
          }
        });
  }

  @Test
  void whatIsAwaitedClosedCancelledOrDrivenByHandIsNotReported() {
    assertThat(reports(v -> make())).isEmpty();
    assertThat(reports(v -> Asyncio.createTask(make()))).isEmpty();
    assertThat(
            reports(
                v -> {
                  make().close();
                  return null;
                }))
        .isEmpty();
    assertThat(
            reports(
                v -> {
                  Asyncio.createTask(make()).cancel();
                  return Asyncio.yieldNow();
                }))
        .isEmpty();
    assertThat(
            reports(v -> org.assertj.core.api.Assertions.catchThrowable(() -> make().send(null))))
        .isEmpty();
    assertThat(reports(v -> kept.add(Asyncio.done(1)))).isEmpty();
  }

  @Test
  void aGeneratorThatNobodyGoesThroughIsNoMistake() {
    assertThat(reports(v -> kept.add(Script.named("frame").generator()))).isEmpty();
  }

  @Test
  void whatIsAwaitedTwiceIsRefusedAsEver() {
    assertThat(
            reports(
                v -> {
                  Coroutine<Object> coroutine = make();
                  return Script.named("twice")
                      .then(x -> coroutine)
                      .then(x -> coroutine)
                      .outcome(
                          (x, failure) -> {
                            assertThat(failure)
                                .hasMessage("cannot reuse already awaited coroutine");
                            return null;
                          });
                }))
        .isEmpty();
  }

  @Test
  void oneThatAnotherLoopAwaitsIsNotReported() {
    EventLoop other = EventLoop.create();
    Thread thread = new Thread(other::runForever);
    thread.start();
    assertThat(reports(v -> Asyncio.wrapFuture(Asyncio.runCoroutineThreadsafe(make(), other))))
        .isEmpty();
    other.callSoonThreadsafe(other::stop);
    join(thread);
    other.close();
  }

  @Test
  void outsideOfDebugModeNothingIsRecorded() {
    EventLoop debugged = EventLoop.create();
    debugged.setDebug(true);
    try {
      List<String> printed =
          StandardError.linesOf(() -> Loops.run(Script.named("main").then(v -> kept.add(make()))));
      assertThat(printed).isEmpty();
    } finally {
      debugged.close();
    }
    assertThat(UnawaitedCoroutines.wanted).isFalse();
  }

  @Test
  void leavingDebugModeWithdrawsTheReports() {
    assertThat(
            reports(
                v -> {
                  kept.add(make());
                  EventLoop.running().setDebug(false);
                  return null;
                }))
        .isEmpty();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
