package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A cancellation tells who has asked for it, however far it has travelled. */
class CancelOriginTest {
  /** Runs a task that is cancelled somehow; returns what it got. */
  private static CancelledError cancelled(Consumer<Task<Object>> canceller) {
    return cancelled(Asyncio.sleep(ofSeconds(100)), canceller);
  }

  private static CancelledError cancelled(Coroutine<?> awaited, Consumer<Task<Object>> canceller) {
    AtomicReference<CancelledError> error = new AtomicReference<>();
    Script<Object> victim =
        Script.named("victim")
            .then(v -> awaited)
            .outcome(
                (value, failure) -> {
                  error.set((CancelledError) failure);
                  return null;
                });
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.currentTask().setName("main");
                  Task<Object> task = Asyncio.createTask(victim);
                  Asyncio.getRunningLoop().callLater(ofSeconds(1), () -> canceller.accept(task));
                  return Asyncio.wait(List.of(task));
                });
    Loops.run(main);
    return error.get();
  }

  private static String by(CancelledError error) {
    return error.origin().by();
  }

  private static Script<Object> calling(Runnable action) {
    return Script.of(
        v -> {
          action.run();
          return null;
        });
  }

  @Test
  void aTaskByItsName() {
    CancelledError error =
        cancelled(
            task -> task.loop().createTask(calling(() -> task.cancel("reason")), "janitor", null));
    assertThat(by(error)).isEqualTo("task 'janitor'");
    assertThat(error).hasMessage("reason");
    assertThat(error.origin()).hasToString("task 'janitor'");
    assertThat(error.origin().where()).isNull();
  }

  @Test
  void aCallbackByWhereItStands() {
    assertThat(by(cancelled(Task::cancel))).isEqualTo("callback CancelOriginTest.<lambda>()");
  }

  @Test
  void aTaskThatStartsWithinACallbackIsTheOneThatAsks() {
    CancelledError error =
        cancelled(
            task ->
                new Task<>(
                    calling(task::cancel), task.loop(), new TaskOptions("eager", null, true)));
    assertThat(by(error)).isEqualTo("task 'eager'");
  }

  @Test
  void nobodyWhileTheLoopDoesNotRun() {
    try (Runner runner = new Runner()) {
      Task<Void> task = runner.getLoop().createTask(Asyncio.sleep(ofSeconds(100)));
      task.cancel();
      assertThatThrownBy(() -> runner.run(task))
          .isInstanceOfSatisfying(
              CancelledError.class, e -> assertThat(by(e)).isEqualTo("no task or callback"));
    }
  }

  @Test
  void aTimeoutAGroupAndTheRunner() {
    AtomicReference<CancelledError> seen = new AtomicReference<>();
    Script<Object> watched =
        Script.named("watched")
            .then(v -> Asyncio.sleep(ofSeconds(100)))
            .outcome(
                (value, failure) -> {
                  seen.set((CancelledError) failure);
                  throw failure;
                });
    assertThatThrownBy(() -> Loops.run(Asyncio.waitFor(watched, ofSeconds(1))))
        .hasCause(seen.get());
    assertThat(by(seen.get())).isEqualTo("Timeout");

    assertThatThrownBy(
            () ->
                Loops.run(
                    Asyncio.taskGroup(
                        group -> {
                          group.createTask(
                              calling(
                                  () -> {
                                    throw new IllegalStateException();
                                  }));
                          return Script.named("body")
                              .then(v -> Asyncio.sleep(ofSeconds(100)))
                              .outcome(
                                  (value, failure) -> {
                                    seen.set((CancelledError) failure);
                                    throw failure;
                                  });
                        })))
        .isInstanceOf(ExceptionGroup.class);
    assertThat(by(seen.get())).isEqualTo("TaskGroup");

    Script<Object> leftOver =
        Script.named("left over")
            .then(v -> Asyncio.sleep(ofSeconds(100)))
            .outcome(
                (value, failure) -> {
                  seen.set((CancelledError) failure);
                  return null;
                });
    Loops.run(calling(() -> Asyncio.createTask(leftOver)).then(v -> Asyncio.yieldNow()));
    assertThat(by(seen.get())).isEqualTo("Runner");
  }

  @Test
  void staysTheSameThroughTasksGathersAndShields() {
    Script<Object> deep = Script.named("deep");
    deep.then(
        v ->
            Asyncio.gather(
                Asyncio.createTask(
                    Script.named("inner").then(x -> Asyncio.sleep(ofSeconds(100))))));
    CancelledError error = cancelled(deep, task -> task.cancel("why"));
    assertThat(by(error)).isEqualTo("callback CancelOriginTest.<lambda>()");

    AtomicReference<Task<Void>> inner = new AtomicReference<>();
    Script<Object> shielded =
        Script.named("shielded")
            .then(
                v -> {
                  inner.set(Asyncio.createTask(Asyncio.sleep(ofSeconds(100))));
                  return Asyncio.shield(inner.get());
                });
    CancelledError behind = cancelled(shielded, task -> inner.get().cancel("why"));
    assertThat(by(behind)).isEqualTo("callback CancelOriginTest.<lambda>()");
    assertThat(behind).hasMessage(null);
  }

  @Test
  void laterErrorsOfOneTaskKnowIt() {
    try (Runner runner = new Runner()) {
      Task<Void> task = runner.getLoop().createTask(Asyncio.sleep(ofSeconds(100)));
      task.cancel("why");
      assertThatThrownBy(() -> runner.run(task)).hasMessage("why");
      assertThatThrownBy(task::result)
          .hasMessage(null)
          .isInstanceOfSatisfying(
              CancelledError.class, e -> assertThat(by(e)).isEqualTo("no task or callback"));
    }
  }

  @Test
  void aStageThatWasCancelled() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    CancelledError error =
        cancelled(Script.of(v -> Asyncio.wrapFuture(stage)), t -> stage.cancel(true));
    assertThat(by(error)).isEqualTo("CompletionStage");
  }

  @Test
  void ofOutcomesToo() {
    Script<List<Outcome<Object>>> main =
        Script.of(
            v -> {
              Future<Object> future = Asyncio.getRunningLoop().createFuture();
              future.cancel("why");
              return Asyncio.gatherOutcomes(List.of(future));
            });
    Throwable exception = Loops.run(main).get(0).exception();
    assertThat(exception).hasMessage("why");
    assertThat(by((CancelledError) exception)).startsWith("task 'Task-");
  }

  @Test
  void noneWhereAProgramMakesItself() {
    assertThat(new CancelledError("own").origin()).isNull();
  }

  @Test
  void inDebugModeAlsoWhere() {
    CancelledError error =
        cancelled(
            task -> {
              task.loop().setDebug(true);
              task.cancel();
              task.loop().setDebug(false);
            });
    Throwable where = error.origin().where();
    assertThat(where).hasMessage("cancelled by callback CancelOriginTest.<lambda>()");
    assertThat(where.getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).contains("inDebugModeAlsoWhere"));
    assertThat(error.getSuppressed()).containsExactly(where);
  }
}
