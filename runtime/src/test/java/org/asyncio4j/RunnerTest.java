package org.asyncio4j;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static final ContextVar<Integer> COUNT = new ContextVar<>("count", 0);

  private final Loops loops = new Loops();

  private static Coroutine<Integer> increment() {
    return Script.of(
        v -> {
          COUNT.set(COUNT.get() + 1);
          return COUNT.get();
        });
  }

  @Test
  void runReturnsTheResultAndClosesTheLoop() {
    EventLoop loop = Asyncio.run(Script.<EventLoop>of(v -> Asyncio.getRunningLoop()));
    assertThat(loop.isClosed()).isTrue();
    assertThat(loop.isRunning()).isFalse();
  }

  @Test
  void runsShareOneLoopAndOneContext() {
    Runner runner = new Runner();
    EventLoop loop = runner.getLoop();
    assertThat(runner.<Integer>run(increment())).isEqualTo(1);
    assertThat(runner.<Integer>run(increment())).isEqualTo(2);
    assertThat(runner.getLoop()).isSameAs(loop);
    Context own = Asyncio.copyContext();
    assertThat(runner.<Integer>run(increment(), own)).isEqualTo(1);
    assertThat(own.get(COUNT)).isEqualTo(1);
    assertThat(COUNT.get()).isZero();
    runner.close();
    runner.close();
    assertThat(loop.isClosed()).isTrue();
    Coroutine<Integer> late = increment();
    assertThatThrownBy(() -> runner.run(late))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Runner is closed");
    assertThatThrownBy(runner::getLoop)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Runner is closed");
    assertThat(late.status).isEqualTo(Coroutine.CORO_CREATED);
  }

  @Test
  void aRunnerThatMadeNoLoopHasNothingToClose() {
    try (Runner runner = Runner.builder().loopFactory(() -> fail("made a loop")).build()) {
      assertThat(runner).isNotNull();
    }
  }

  private static EventLoop fail(String message) {
    throw new AssertionError(message);
  }

  @Test
  void theBuildersLoopIsUsed() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    try (Runner runner = Runner.builder().loopFactory(() -> loop).build()) {
      assertThat(runner.getLoop()).isSameAs(loop);
    }
    assertThat(loop.isClosed()).isTrue();
    assertThatThrownBy(
            () -> Runner.builder().clock(new VirtualClock()).loopFactory(EventLoop::create).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("clock and loopFactory exclude each other");
  }

  @Test
  void tasksSurviveFromRunToRunAndAreCancelledAtTheEnd() {
    Script<Object> background = Script.named("bg");
    for (int i = 0; i < 9; i++) {
      String line = "bg " + i;
      background.then(v -> loops.log.add(line)).then(v -> Asyncio.yieldNow());
    }
    background.outcome((value, failure) -> loops.log.add(Loops.describe(failure)));
    try (Runner runner = new Runner()) {
      runner.run(
          Script.of(
              v -> {
                Asyncio.createTask(background);
                return Asyncio.yieldNow();
              }));
      loops.log.add("--");
      runner.run(Asyncio.yieldNow());
      loops.log.add("--");
    }
    assertThat(loops.log)
        .containsExactly("bg 0", "bg 1", "--", "bg 2", "bg 3", "bg 4", "--", "CancelledError");
  }

  @Test
  void aLeftoverThatFailsIsReportedAndRunReturnsNevertheless() {
    List<ExceptionContext> reports = new ArrayList<>();
    IOException failure = new IOException("clean-up");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop()
                      .setExceptionHandler((l, context) -> reports.add(context));
                  Asyncio.createTask(
                      Script.named("left")
                          .then(x -> Asyncio.sleep(ofDays(1)))
                          .outcome(
                              (value, cancelled) -> {
                                throw failure;
                              }));
                  return Asyncio.yieldNow();
                })
            .then(v -> "result");
    assertThat(Loops.run(main)).isEqualTo("result");
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message())
        .isEqualTo("unhandled exception during asyncio.run() shutdown");
    assertThat(reports.get(0).exception()).isSameAs(failure);
    assertThat(reports.get(0).future()).isInstanceOf(Task.class);
  }

  @Test
  void runWithinALoopIsRefusedAndTheCoroutineLeftAlone() {
    Coroutine<Integer> inner = increment();
    List<Throwable> failures = new ArrayList<>();
    Script<Object> main =
        Script.of(
            v -> {
              failures.add(catchThrowable(() -> Asyncio.run(inner)));
              try (Runner runner = new Runner()) {
                failures.add(catchThrowable(() -> runner.run(inner)));
              }
              EventLoop other = EventLoop.create();
              failures.add(catchThrowable(() -> other.runUntilComplete(inner)));
              other.close();
              return null;
            });
    Loops.run(main);
    assertThat(failures)
        .allMatch(failure -> failure instanceof IllegalStateException)
        .extracting(Throwable::getMessage)
        .containsExactly(
            "asyncio.run() cannot be called from a running event loop",
            "Runner.run() cannot be called from a running event loop",
            "Cannot run the event loop while another loop is running");
    assertThat(inner.status).isEqualTo(Coroutine.CORO_CREATED);
  }

  @Test
  void aMainThatCancelsItselfEndsInACancellation() {
    Script<Object> main =
        Script.of(
            v -> {
              Asyncio.currentTask().cancel("over");
              return Asyncio.sleep(ofSeconds(1));
            });
    assertThatThrownBy(() -> Loops.run(main)).isInstanceOf(CancelledError.class).hasMessage("over");
  }

  @Test
  void runAwaitsAFutureToo() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<String> future = loop.createFuture();
    loop.callLater(ofSeconds(1), () -> future.setResult("r"));
    try (Runner runner = Runner.builder().loopFactory(() -> loop).build()) {
      assertThat(runner.<String>run(future)).isEqualTo("r");
    }
  }
}
