package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Generators that nobody closes. */
class ShutdownAsyncgensTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final Loops loops = new Loops();
  private final List<ExceptionContext> reports = new ArrayList<>();

  @BeforeEach
  void listen() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  /** Emits, and notes its end, which takes a turn of the loop. */
  private AsyncGenerator<Object> noting(String name) {
    return Script.named(name)
        .emits(1, 2)
        .outcome(
            (value, failure) -> {
              loops.log.add(name + (failure == null ? " ends" : " " + Loops.describe(failure)));
              return Asyncio.yieldNow();
            })
        .then(loops.say(name + " cleaned up"))
        .generator();
  }

  private AsyncGenerator<Object> failing(Throwable failure) {
    return Script.named("failing")
        .emits(1)
        .outcome(
            (value, exit) -> {
              loops.log.add("fails");
              throw failure;
            })
        .generator();
  }

  private Object runNext(AsyncGenerator<Object> generator) {
    return loop.runUntilComplete(Script.of(v -> generator.anext()));
  }

  @Test
  void theLoopClosesThoseThatItHasSeenTheFirstItemOf() {
    AsyncGenerator<Object> used = noting("used");
    AsyncGenerator<Object> second = noting("second");
    AsyncGenerator<Object> unused = noting("unused");
    runNext(used);
    runNext(second);
    loop.runUntilComplete(loop.shutdownAsyncgens());
    assertThat(loops.log)
        .containsExactly(
            "used GeneratorExit", "second GeneratorExit", "used cleaned up", "second cleaned up");
    loop.runUntilComplete(loop.shutdownAsyncgens());
    assertThat(loops.log).hasSize(4);
    assertThat(reports).isEmpty();
    assertThat(runNext(unused)).isEqualTo(1);
  }

  @Test
  void thoseThatHaveEndedAreNotClosed() {
    AsyncGenerator<Object> ended = noting("ended");
    runNext(ended);
    runNext(ended);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> runNext(ended))
        .isInstanceOf(StopAsyncIteration.class);
    loop.runUntilComplete(loop.shutdownAsyncgens());
    assertThat(loops.log).containsExactly("ended ends", "ended cleaned up");
    assertThat(loop.generators.isEmpty()).isTrue();
  }

  @Test
  void whatClosingFailsWithIsReported() {
    AsyncGenerator<Object> failing = failing(new IOException("disk"));
    AsyncGenerator<Object> cancelled = failing(new CancelledError());
    runNext(failing);
    runNext(cancelled);
    loop.runUntilComplete(loop.shutdownAsyncgens());
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message())
        .isEqualTo("an error occurred during closing of asynchronous generator " + failing);
    assertThat(reports.get(0).exception()).isInstanceOf(IOException.class).hasMessage("disk");
  }

  @Test
  void aRunnerClosesThemAfterItsTasks() {
    AsyncGenerator<Object> generator = noting("generator");
    Loops.run(
        Script.named("main")
            .then(v -> Asyncio.createTask(loops.sleeper("task", 1000)))
            .outcome((value, failure) -> generator.anext())
            .then(
                v -> {
                  Asyncio.createTask(loops.sleeper("left over", 1000));
                  return Asyncio.yieldNow();
                })
            .then(loops.say("main ends")));
    assertThat(loops.log)
        .containsExactly(
            "task woke",
            "main ends",
            "left over CancelledError",
            "generator GeneratorExit",
            "generator cleaned up");
  }

  @Test
  void aGeneratorUsedWithoutALoopIsNobodysBusiness() {
    AsyncGenerator<Object> generator = noting("byHand");
    org.assertj.core.api.Assertions.catchThrowable(() -> generator.anext().send(null));
    loop.runUntilComplete(loop.shutdownAsyncgens());
    assertThat(loops.log).isEmpty();
  }

  /** Runs the garbage collector between turns of the loop, until something has been noted. */
  private void collectUntilNoted() {
    for (int i = 0; i < 1000 && loops.log.isEmpty(); i++) {
      System.gc();
      loop.runUntilComplete(Asyncio.yieldNow());
    }
    loop.runUntilComplete(Asyncio.sleep(java.time.Duration.ofSeconds(1)));
  }

  @Test
  void oneThatIsCollectedBeforeItsEndIsClosedByATask() {
    runNext(noting("dropped"));
    AsyncGenerator<Object> held = noting("held");
    runNext(held);
    collectUntilNoted();
    assertThat(loops.log).containsExactly("dropped GeneratorExit", "dropped cleaned up");
    assertThat(runNext(held)).isEqualTo(2);
  }

  @Test
  void whatClosingACollectedOneFailsWithIsTheFailureOfATask() {
    runNext(failing(new IOException("disk")));
    collectUntilNoted();
    loop.close();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message()).isEqualTo("Task exception was never retrieved");
    assertThat(reports.get(0).exception()).hasMessage("disk");
  }

  @Test
  void aStepInProgressKeepsItsGenerator() {
    Task<Object> task =
        loop.createTask(
            Script.of(
                v ->
                    Script.named("body")
                        .then(x -> Asyncio.sleep(java.time.Duration.ofDays(1)))
                        .emits("item")
                        .generator()
                        .anext()));
    loop.runUntilComplete(Asyncio.yieldNow());
    for (int i = 0; i < 3; i++) {
      System.gc();
      loop.runUntilComplete(Asyncio.yieldNow());
    }
    assertThat(loop.<Object>runUntilComplete(task)).isEqualTo("item");
    loop.close();
    assertThat(reports).isEmpty();
  }
}
