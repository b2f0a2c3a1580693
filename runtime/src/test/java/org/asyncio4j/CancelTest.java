package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelTest {
  private final Loops loops = new Loops();

  /** Waits until {@code task} is done, whatever becomes of it. */
  private static Coroutine<?> settled(Task<?> task) {
    return Asyncio.wait(List.of(task));
  }

  @Test
  void theMessageTravelsThroughTasks() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> inner = Asyncio.createTask(loops.sleeper("inner", 10_000));
                  Task<Object> outer =
                      Asyncio.createTask(
                          Script.named("outer")
                              .then(x -> inner)
                              .outcome(
                                  (value, failure) -> {
                                    loops.log.add("outer " + Loops.describe(failure));
                                    throw failure;
                                  }));
                  Asyncio.getRunningLoop()
                      .callLater(
                          ofSeconds(1), () -> loops.log.add("cancel " + outer.cancel("why")));
                  return outer;
                })
            .outcome((value, failure) -> "main " + Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("main CancelledError: why");
    assertThat(loops.log)
        .containsExactly("cancel true", "inner CancelledError: why", "outer CancelledError: why");
  }

  @Test
  void aTaskCancelledBeforeItsFirstStepNeverBegins() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Void> task = Asyncio.createTask(loops.chatter("ran"));
                  task.cancel();
                  return task;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError");
    assertThat(loops.log).isEmpty();
  }

  @Test
  void aTaskThatCancelsItselfIsInterruptedAtItsNextSuspension() {
    Script<Object> task =
        Script.named("task")
            .then(
                v -> {
                  Asyncio.currentTask().cancel("self");
                  loops.log.add("still running");
                  return Asyncio.done();
                })
            .then(loops.say("not suspended yet"))
            .then(v -> Asyncio.sleep(ofSeconds(1)))
            .outcome(
                (value, failure) -> {
                  loops.log.add(Loops.describe(failure));
                  throw failure;
                });
    Task<?>[] made = new Task<?>[1];
    Loops.run(Script.of(v -> settled(made[0] = Asyncio.createTask(task))));
    assertThat(loops.log)
        .containsExactly("still running", "not suspended yet", "CancelledError: self");
    assertThat(made[0].isCancelled()).isTrue();
  }

  @Test
  void aTaskThatCancelsItselfAndReturnsIsCancelled() {
    Task<?>[] made = new Task<?>[1];
    Script<Object> task = Script.of(v -> Asyncio.currentTask().cancel());
    Loops.run(Script.of(v -> settled(made[0] = Asyncio.createTask(task))));
    assertThat(made[0].isCancelled()).isTrue();
  }

  @Test
  void aTaskThatCancelsItselfAndThrowsHasFailed() {
    Task<?>[] made = new Task<?>[1];
    IOException failure = new IOException();
    Script<Object> task =
        Script.of(
            v -> {
              Asyncio.currentTask().cancel();
              throw failure;
            });
    Loops.run(
        Script.named("main")
            .then(v -> settled(made[0] = Asyncio.createTask(task)))
            .then(v -> made[0].exception()));
    assertThat(made[0].exception()).isSameAs(failure);
  }

  @Test
  void twoCancelsInOneTurnAreOneErrorButCountTwice() {
    List<Integer> counts = new ArrayList<>();
    Script<Object> task =
        Script.named("task")
            .then(v -> Asyncio.sleep(ofSeconds(1)))
            .outcome(
                (value, failure) -> {
                  Task<?> me = Asyncio.currentTask();
                  counts.addAll(
                      List.of(me.cancelling(), me.uncancel(), me.uncancel(), me.uncancel()));
                  return Asyncio.sleep(ofSeconds(1), "kept");
                });
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> made = Asyncio.createTask(task);
                  Asyncio.getRunningLoop()
                      .callLater(
                          ofSeconds(0), () -> loops.log.add(made.cancel() + " " + made.cancel()));
                  return made;
                });
    assertThat(Loops.run(main)).isEqualTo("kept");
    assertThat(counts).containsExactly(2, 1, 0, 0);
    assertThat(loops.log).containsExactly("true true");
  }

  @Test
  void uncancelToZeroForgetsACancellationNotYetDelivered() {
    Script<Object> task =
        Script.named("task")
            .then(
                v -> {
                  Asyncio.currentTask().cancel();
                  Asyncio.currentTask().uncancel();
                  return Asyncio.yieldNow();
                })
            .then(v -> "kept");
    assertThat(Loops.run(task)).isEqualTo("kept");
  }

  @Test
  void aSwallowedCancellationLeavesTheCount() {
    Task<?>[] made = new Task<?>[1];
    Script<Object> task =
        Script.named("task")
            .then(v -> Asyncio.sleep(ofSeconds(9)))
            .outcome((value, failure) -> "kept");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  made[0] = Asyncio.createTask(task);
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  made[0].cancel();
                  return made[0];
                });
    assertThat(Loops.run(main)).isEqualTo("kept");
    assertThat(made[0].isCancelled()).isFalse();
    assertThat(made[0].cancelling()).isEqualTo(1);
    assertThat(made[0].cancel()).isFalse();
  }

  @Test
  void sleepersWakeInTheOrderInWhichTheyWereCancelled() {
    List<Task<String>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  for (int i = 0; i < 3; i++) {
                    tasks.add(Asyncio.createTask(loops.sleeper("s" + i, 1000)));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  tasks.get(2).cancel();
                  tasks.get(0).cancel();
                  tasks.get(1).cancel();
                  return Asyncio.wait(tasks);
                });
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly("s2 CancelledError", "s0 CancelledError", "s1 CancelledError");
  }

  @Test
  void aCancellationBeforeTheWakeUpTakesThePlaceOfAFailureThatCountsAsSeen() {
    List<String> reports = new ArrayList<>();
    Task<?>[] made = new Task<?>[2];
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop()
                      .setExceptionHandler((l, context) -> reports.add(context.message()));
                  made[0] =
                      Asyncio.createTask(
                          Script.named("bad")
                              .then(x -> Asyncio.yieldNow())
                              .then(
                                  x -> {
                                    throw new IOException("inner");
                                  }));
                  made[0].addDoneCallback(done -> made[1].cancel());
                  made[1] =
                      Asyncio.createTask(
                          Script.named("awaiter")
                              .then(x -> made[0])
                              .outcome((value, failure) -> loops.log.add(Loops.describe(failure))));
                  return settled(made[1]);
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("CancelledError");
    assertThat(reports).isEmpty();
  }

  @Test
  void aTaskWhoseBodyThrowsACancellationIsCancelledAndGivesTheOriginalOnce() {
    CancelledError own = new CancelledError("self made");
    Task<?>[] made = new Task<?>[1];
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    made[0] =
                        Asyncio.createTask(
                            Script.of(
                                x -> {
                                  throw own;
                                })))
            .outcome((value, failure) -> failure);
    assertThat(Loops.run(main)).isSameAs(own);
    assertThat(made[0].isCancelled()).isTrue();
    assertThat(made[0].cancelling()).isZero();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(made[0]::result))
        .isInstanceOf(CancelledError.class)
        .hasMessage(null);
  }

  @Test
  void aCancelledSleepTakesItsTimerAway() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> sleeper = Asyncio.createTask(loops.sleeper("long", 1_000_000));
                  Asyncio.getRunningLoop().callLater(ofSeconds(1), sleeper::cancel);
                  return settled(sleeper);
                })
            .then(v -> Asyncio.getRunningLoop().time());
    assertThat(Loops.run(main)).isEqualTo(ofSeconds(1));
  }
}
