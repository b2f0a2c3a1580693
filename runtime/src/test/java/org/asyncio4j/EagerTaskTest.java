package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EagerTaskTest {
  private final Loops loops = new Loops();

  private static Script<String> failing(Throwable failure) {
    return Script.of(
        v -> {
          throw failure;
        });
  }

  @Test
  void theFirstStepIsTakenWithinCreateTask() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Void> task = Asyncio.createTask(loops.chatter("one", "two"), true);
                  loops.log.add("created, done " + task.isDone());
                  return task;
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("one", "created, done false", "two");
  }

  @Test
  void aTaskThatDoesNotSuspendIsDoneAndTakesNoTurn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(loops.chatter("other"));
                  Task<String> task = Asyncio.createTask(Asyncio.done("r"), true);
                  loops.log.add(task.toString());
                  assertThat(Asyncio.allTasks()).extracting(Task::getName).doesNotContain("Task-3");
                  return task;
                })
            .then(v -> loops.log.add("awaited " + v));
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly(
            "<Task finished name='Task-3' coro=<done() done> result=r>", "awaited r", "other");
  }

  @Test
  void theNewTaskIsTheCurrentOneWhileItStarts() {
    List<Task<?>> current = new ArrayList<>();
    List<Set<Task<?>>> all = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<?> me = Asyncio.currentTask();
                  Task<Object> task =
                      Asyncio.createTask(
                          Script.of(
                              x -> {
                                current.add(Asyncio.currentTask());
                                all.add(Asyncio.allTasks());
                                return null;
                              }),
                          true);
                  assertThat(current).containsExactly(task);
                  assertThat(all).containsExactly(Set.of(me, task));
                  assertThat(Asyncio.currentTask()).isSameAs(me);
                  assertThat(Asyncio.allTasks()).containsExactly(me);
                  return null;
                });
    Loops.run(main);
    assertThat(current).hasSize(1);
  }

  @Test
  void itStartsWithinACallbackToo() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop()
                      .callSoon(
                          () -> {
                            Asyncio.createTask(loops.chatter("eager"), true);
                            loops.log.add("callback, current " + Asyncio.currentTask());
                          });
                  return Asyncio.sleep(ofSeconds(1));
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("eager", "callback, current null");
  }

  @Test
  void itRunsInItsOwnContext() {
    ContextVar<String> var = new ContextVar<>("var", "default");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  var.set("outer");
                  Task<Object> task =
                      Asyncio.createTask(
                          Script.named("inner")
                              .then(
                                  x -> {
                                    loops.log.add("inner " + var.get());
                                    var.set("inner");
                                    return Asyncio.yieldNow();
                                  })
                              .then(x -> loops.log.add("inner " + var.get())),
                          true);
                  loops.log.add("outer " + var.get());
                  return task;
                })
            .then(v -> loops.log.add("outer " + var.get()));
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly("inner outer", "outer outer", "inner inner", "outer outer");
  }

  @Test
  void itDoesNotStartInAContextThatIsBeingRun() {
    Script<Object> main =
        Script.of(
            v -> {
              Task<?> me = Asyncio.currentTask();
              TaskOptions options =
                  TaskOptions.builder().context(me.getContext()).eagerStart(true).build();
              Coroutine<Void> coroutine = loops.chatter("ran");
              assertThatThrownBy(() -> Asyncio.createTask(coroutine, options))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageMatching("cannot enter context: <Context .*> is already entered");
              assertThat(Asyncio.currentTask()).isSameAs(me);
              assertThat(Asyncio.allTasks()).containsExactly(me);
              return null;
            });
    Loops.run(main);
    assertThat(loops.log).isEmpty();
  }

  @Test
  void aFailureIsThatOfTheTask() {
    IOException failure = new IOException("eager");
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> task = Asyncio.createTask(failing(failure), true);
                  assertThat(task.isDone()).isTrue();
                  return task;
                })
            .outcome((value, thrown) -> thrown);
    assertThat(Loops.run(main)).isSameAs(failure);
  }

  @Test
  void aFailureNobodyLookedAtIsReportedOnce() {
    List<String> reports = new ArrayList<>();
    EventLoop loop = EventLoop.create(new VirtualClock());
    loop.setExceptionHandler((l, context) -> reports.add(context.message()));
    loop.runUntilComplete(
        Script.of(
            v -> {
              Asyncio.createTask(failing(new IOException()), true);
              return null;
            }));
    loop.close();
    assertThat(reports).containsExactly("Task exception was never retrieved");
  }

  @Test
  void aVirtualMachineErrorLeavesCreateTask() {
    OutOfMemoryError error = new OutOfMemoryError("test");
    Script<Object> main =
        Script.of(
            v -> {
              Task<?> me = Asyncio.currentTask();
              Asyncio.getRunningLoop().setExceptionHandler((l, context) -> {});
              assertThat(catchThrowable(() -> Asyncio.createTask(failing(error), true)))
                  .isSameAs(error);
              assertThat(Asyncio.currentTask()).isSameAs(me);
              return "went on";
            });
    assertThat(Loops.run(main)).isEqualTo("went on");
  }

  @Test
  void callbacksOfADoneTaskAreScheduled() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> task = Asyncio.createTask(Asyncio.done("r"), true);
                  task.addDoneCallback(done -> loops.log.add("callback " + done.result()));
                  loops.log.add("added");
                  return Asyncio.yieldNow();
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("added", "callback r");
  }

  @Test
  void aSuspendedOneIsCancelledAsUsual() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> task = Asyncio.createTask(loops.sleeper("s", 10_000), true);
                  assertThat(task.cancel("why")).isTrue();
                  loops.log.add("cancelled " + task.isCancelled());
                  return task;
                })
            .outcome((value, failure) -> loops.log.add("main " + Loops.describe(failure)));
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly("cancelled false", "s CancelledError: why", "main CancelledError: why");
  }

  @Test
  void oneThatCancelsItselfAndReturnsIsCancelledAtOnce() {
    Script<Object> main =
        Script.of(
            v -> {
              Task<Object> task =
                  Asyncio.createTask(Script.of(x -> Asyncio.currentTask().cancel("self")), true);
              assertThat(task.isCancelled()).isTrue();
              return null;
            });
    Loops.run(main);
  }

  @Test
  void eagerTasksNest() {
    Script<Object> main =
        Script.of(
            v ->
                Asyncio.createTask(
                    Script.named("outer")
                        .then(loops.say("outer"))
                        .then(x -> Asyncio.createTask(loops.chatter("inner"), true))
                        .then(loops.say("outer again")),
                    true));
    Loops.run(main);
    assertThat(loops.log).containsExactly("outer", "inner", "outer again");
  }

  @Test
  void theFactoryMakesTasksEagerUnlessToldOtherwise() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop().setTaskFactory(Asyncio.eagerTaskFactory());
                  Asyncio.createTask(loops.chatter("eager"), "named");
                  Asyncio.createTask(loops.chatter("lazy"), false);
                  loops.log.add("created");
                  Future<List<String>> all = Asyncio.gather(Asyncio.done("a"), Asyncio.done("b"));
                  assertThat(all.isDone()).isTrue();
                  return all;
                })
            .then(v -> loops.log.add("gathered " + v))
            .then(v -> Asyncio.yieldNow());
    Loops.run(main);
    assertThat(loops.log).containsExactly("eager", "created", "gathered [a, b]", "lazy");
  }

  @Test
  void eagerFactoriesCanBeMadeOfOthers() {
    List<Boolean> eager = new ArrayList<>();
    TaskFactory factory =
        Asyncio.createEagerTaskFactory(
            (loop, coroutine, options) -> {
              eager.add(options.eagerStart());
              return new Task<>(coroutine, loop, options);
            });
    Script<Object> main =
        Script.of(
            v -> {
              EventLoop loop = Asyncio.getRunningLoop();
              loop.setTaskFactory(factory);
              assertThat(loop.getTaskFactory()).isSameAs(factory);
              loop.createTask(Asyncio.done());
              loop.createTask(Asyncio.done(), false);
              loop.setTaskFactory(null);
              return null;
            });
    Loops.run(main);
    assertThat(eager).containsExactly(true, false);
  }

  @Test
  void aLoopThatDoesNotRunStartsNothing() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    loop.setTaskFactory(Asyncio.eagerTaskFactory());
    Task<Void> task = loop.createTask(loops.chatter("ran"));
    assertThat(loops.log).isEmpty();
    loop.runUntilComplete(task);
    assertThat(loops.log).containsExactly("ran");
    loop.close();
  }

  @Test
  void aClosedLoopRefuses() {
    EventLoop loop = EventLoop.create();
    loop.close();
    assertThatThrownBy(() -> loop.createTask(Asyncio.done(), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
  }

  @Test
  void theTraceOfAnEagerFailureNamesTheBodyAndWhoMadeTheTask() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.createTask(Script.named("child").then(x -> broken()), true));
    Throwable failure = catchThrowable(() -> Loops.run(main));
    assertThat(failure).hasMessage("broken");
    List<String> methods =
        Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    assertThat(methods).containsSubsequence("broken", "createTask", "run");
    assertThat(methods).doesNotContain("drive", "step", "startEagerly", "<init>");
  }

  private static Object broken() throws IOException {
    throw new IOException("broken");
  }
}
