package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.asyncio4j.Asyncio.asyncWith;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.currentTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;
import static org.asyncio4j.Asyncio.taskGroup;
import static org.asyncio4j.Asyncio.yieldNow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
  private final Loops loops = new Loops();

  private static <T> Script<T> failing(Throwable failure) {
    return Script.of(
        v -> {
          throw failure;
        });
  }

  private static <T> Script<T> failingAfter(int millis, Throwable failure) {
    return Script.<T>named("failing")
        .then(v -> sleep(ofMillis(millis)))
        .then(
            v -> {
              throw failure;
            });
  }

  /** A coroutine that notes how another ends. */
  private Script<Object> noting(Coroutine<?> coroutine) {
    return Script.named("noting")
        .then(v -> coroutine)
        .outcome(
            (value, failure) -> {
              loops.log.add(
                  (failure == null ? "returned " + value : Loops.describe(failure))
                      + ", cancelling "
                      + currentTask().cancelling());
              return null;
            });
  }

  private static List<Throwable> members(Throwable group) {
    return ((ExceptionGroup) group).exceptions();
  }

  @Test
  void theBodyReturnsOnceAllChildrenAreDone() {
    Coroutine<String> group =
        taskGroup(
            tg -> {
              tg.createTask(loops.sleeper("a", 20));
              tg.createTask(loops.sleeper("b", 10), "b");
              loops.log.add(tg.toString());
              return done("result");
            });
    assertThat(Loops.run(group)).isEqualTo("result");
    assertThat(loops.log).containsExactly("<TaskGroup tasks=2 entered>", "b woke", "a woke");
  }

  @Test
  void allFailuresAreThrownInTheOrderInWhichTheyCame() {
    IOException first = new IOException("first");
    IOException second = new IOException("second");
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("second")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome(
                          (v, failure) -> {
                            throw second;
                          }));
              tg.createTask(failingAfter(10, first));
              tg.createTask(loops.sleeper("other", 9000));
              return done();
            });
    Throwable failure = catchThrowable(() -> Loops.run(group));
    assertThat(failure).hasMessage("unhandled errors in a TaskGroup (2 sub-exceptions)");
    assertThat(members(failure)).containsExactly(first, second);
    assertThat(failure.getSuppressed()).containsExactly(first, second);
    assertThat(failure).hasNoCause();
    assertThat(loops.log).containsExactly("other CancelledError");
  }

  @Test
  void aFailureOfTheBodyComesLast() {
    IOException child = new IOException("child");
    IOException body = new IOException("body");
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("child")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome(
                          (v, failure) -> {
                            throw child;
                          }));
              return Script.named("body")
                  .then(v -> yieldNow())
                  .then(
                      v -> {
                        throw body;
                      });
            });
    Throwable failure = catchThrowable(() -> Loops.run(group));
    assertThat(members(failure)).containsExactly(child, body);
    assertThat(failure.getSuppressed()).containsExactly(child, body);
  }

  @Test
  void aBodyThatIsClosedEndsWithGeneratorExitUnlessAChildFails() {
    Coroutine<Object> group = taskGroup(tg -> Script.of(v -> getRunningLoop().createFuture()));
    Script<Object> main =
        Script.of(
            v -> {
              group.send(null);
              group.close();
              return "closed";
            });
    assertThat(Loops.run(main)).isEqualTo("closed");
  }

  @Test
  void aRefusedCoroutineIsClosed() {
    Coroutine<Void> coroutine = loops.chatter("ran");
    assertThatThrownBy(() -> new TaskGroup().createTask(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("TaskGroup <TaskGroup> has not been entered");
    assertThatThrownBy(() -> coroutine.send(null))
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void aGroupNeedsATaskToEnterIt() {
    List<Throwable> failures = new ArrayList<>();
    EventLoop loop = EventLoop.create();
    loop.callSoon(
        () -> {
          failures.add(catchThrowable(() -> new TaskGroup().enter().send(null)));
          loop.stop();
        });
    loop.runForever();
    loop.close();
    assertThat(failures.get(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("TaskGroup <TaskGroup> cannot determine the parent task");
  }

  @Test
  void optionsReachTheTask() {
    ContextVar<String> var = new ContextVar<>("var", "none");
    Context context = Asyncio.copyContext();
    context.run(() -> var.set("given"));
    Script<String> reader = Script.of(v -> var.get());
    Coroutine<List<Task<?>>> group =
        taskGroup(
            tg ->
                done(
                    List.of(
                        tg.createTask(reader, context),
                        tg.createTask(done("n"), "named", null),
                        tg.createTask(
                            done("o"), TaskOptions.builder().name("o").eagerStart(true).build()),
                        tg.createTask(Script.of(loops.say("eager")), true))));
    List<Task<?>> tasks = Loops.run(group);
    assertThat(tasks.get(0).result()).isEqualTo("given");
    assertThat(tasks.get(1).getName()).isEqualTo("named");
    assertThat(tasks.get(2).getName()).isEqualTo("o");
    assertThat(loops.log).containsExactly("eager");
  }

  // Cancellations of the parent.

  @Test
  void aCancellationOfTheParentCancelsTheChildrenAndGoesOn() {
    Task<?>[] made = new Task<?>[1];
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  made[0] =
                      createTask(
                          noting(
                              taskGroup(
                                  tg -> {
                                    tg.createTask(loops.sleeper("child", 9000));
                                    return loops.sleeper("body", 9000);
                                  })));
                  return sleep(ofMillis(1));
                })
            .then(
                v -> {
                  made[0].cancel("why");
                  return made[0];
                });
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly(
            "body CancelledError: why",
            "child CancelledError",
            "CancelledError: why, cancelling 1");
  }

  @Test
  void aFailureOfAChildTakesThePlaceOfACancellationButDoesNotLoseIt() {
    Task<?>[] made = new Task<?>[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("child")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome(
                          (v, failure) -> {
                            throw new IOException("in clean-up");
                          }));
              return done();
            });
    Script<Object> outer =
        Script.named("outer")
            .then(v -> noting(group))
            .then(v -> sleep(ofSeconds(9)))
            .outcome((v, failure) -> loops.log.add("next await: " + Loops.describe(failure)));
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  made[0] = createTask(outer);
                  return sleep(ofMillis(1));
                })
            .then(
                v -> {
                  made[0].cancel();
                  return made[0];
                });
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly(
            "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception), cancelling 1",
            "next await: CancelledError");
  }

  private Coroutine<Object> cancelledByItsChild(boolean afterwards) {
    Task<?>[] outer = new Task<?>[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                      Script.named("child")
                          .then(v -> sleep(ofMillis(10)))
                          .then(
                              v -> {
                                if (!afterwards) {
                                  outer[0].cancel("outside");
                                }
                                throw new IOException("child");
                              }))
                  .addDoneCallback(
                      done -> {
                        if (afterwards) {
                          outer[0].cancel("outside");
                        }
                      });
              return loops.sleeper("body", 9000);
            });
    return Script.named("main")
        .then(
            v ->
                outer[0] =
                    createTask(
                        Script.named("outer")
                            .then(x -> noting(group))
                            .then(x -> yieldNow())
                            .outcome((x, f) -> loops.log.add(Loops.describe(f)))));
  }

  @Test
  void aCancellationJustBeforeAChildFailsIsNotLost() {
    Loops.run(cancelledByItsChild(false));
    assertThat(loops.log)
        .containsExactly(
            "body CancelledError: outside",
            "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception), cancelling 1",
            "CancelledError");
  }

  @Test
  void aCancellationJustAfterAChildHasFailedIsNotLost() {
    Loops.run(cancelledByItsChild(true));
    assertThat(loops.log)
        .containsExactly(
            "body CancelledError",
            "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception), cancelling 1",
            "CancelledError");
  }

  /** Leaves a cancelled group that a slow child keeps open, and is cancelled meanwhile. */
  private Coroutine<Object> cancelledAsItIsLeft(boolean bodyRuns) {
    Task<?>[] made = new Task<?>[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("slow")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome((v, failure) -> sleep(ofMillis(20))));
              getRunningLoop().callLater(ofMillis(10), tg::cancel);
              return bodyRuns ? loops.sleeper("body", 9000) : done();
            });
    return Script.named("main")
        .then(
            v -> {
              made[0] = createTask(noting(group));
              getRunningLoop().callLater(ofMillis(15), () -> made[0].cancel("outside"));
              return made[0];
            });
  }

  @Test
  void aCancellationWhileACancelledGroupIsLeftGoesOn() {
    Loops.run(cancelledAsItIsLeft(true));
    assertThat(loops.log).containsExactly("body CancelledError", "CancelledError, cancelling 1");
  }

  @Test
  void evenIfTheBodyHadReturned() {
    Loops.run(cancelledAsItIsLeft(false));
    assertThat(loops.log).containsExactly("CancelledError: outside, cancelling 1");
  }

  @Test
  void nestedGroupsNestTheirFailures() {
    IOException failure = new IOException("leaf");
    Coroutine<Object> group =
        taskGroup(
            outer -> {
              outer.createTask(
                  taskGroup(
                      inner -> {
                        inner.createTask(failingAfter(10, failure));
                        return done();
                      }));
              return loops.sleeper("body", 9000);
            });
    Throwable thrown = catchThrowable(() -> Loops.run(group));
    assertThat(members(members(thrown).get(0))).containsExactly(failure);
    assertThat(loops.log).containsExactly("body CancelledError");
  }

  // cancel().

  @Test
  void cancelEndsBodyAndChildrenWithoutAnError() {
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(loops.sleeper("child", 9000));
              getRunningLoop().callLater(ofMillis(10), tg::cancel);
              return loops.sleeper("body", 9000);
            });
    Loops.run(noting(group));
    assertThat(loops.log)
        .containsExactly(
            "child CancelledError", "body CancelledError", "returned null, cancelling 0");
  }

  @Test
  void cancelByTheBodyItselfActsAtItsNextSuspension() {
    Coroutine<Object> group =
        taskGroup(
            tg ->
                Script.named("body")
                    .then(
                        v -> {
                          tg.cancel();
                          tg.cancel();
                          loops.log.add(tg + " " + currentTask().cancelling());
                          return done();
                        })
                    .then(v -> yieldNow())
                    .then(loops.say("never")));
    Loops.run(noting(group));
    assertThat(loops.log)
        .containsExactly("<TaskGroup cancelling> 1", "returned null, cancelling 0");
  }

  @Test
  void aBodyThatReturnsAfterCancelIsNotCancelledLater() {
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.cancel();
              return done("r");
            });
    Script<Object> main =
        Script.named("main").then(v -> noting(group)).then(v -> yieldNow()).then(loops.say("on"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("returned r, cancelling 0", "on");
  }

  @Test
  void cancelByAChild() {
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(Script.of(v -> sleep(ofMillis(10))));
              tg.createTask(loops.sleeper("other", 9000));
              tg.createTask(
                  Script.named("canceller")
                      .then(v -> sleep(ofMillis(1)))
                      .then(
                          v -> {
                            tg.cancel();
                            return done();
                          })
                      .then(loops.say("goes on to its next suspension"))
                      .then(v -> yieldNow())
                      .then(loops.say("never")));
              return done();
            });
    Loops.run(noting(group));
    assertThat(loops.log)
        .containsExactly(
            "goes on to its next suspension",
            "other CancelledError",
            "returned null, cancelling 0");
  }

  @Test
  void cancelWhileTheGroupIsLeft() {
    AtomicReference<TaskGroup> open = new AtomicReference<>();
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              open.set(tg);
              tg.createTask(loops.sleeper("child", 9000));
              return done("r");
            });
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  getRunningLoop().callLater(ofMillis(10), () -> open.get().cancel());
                  return noting(group);
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("child CancelledError", "returned r, cancelling 0");
  }

  @Test
  void cancelBeforeEntering() {
    TaskGroup tg = new TaskGroup();
    tg.cancel();
    Coroutine<Object> group =
        asyncWith(
            tg,
            entered -> {
              Coroutine<Void> coroutine = loops.chatter("ran");
              assertThatThrownBy(() -> entered.createTask(coroutine))
                  .hasMessage("TaskGroup <TaskGroup cancelling> is shutting down");
              return loops.sleeper("body", 9000);
            });
    Loops.run(noting(group));
    assertThat(loops.log).containsExactly("body CancelledError", "returned null, cancelling 0");
  }

  @Test
  void cancelAfterLeavingDoesNothing() {
    TaskGroup tg = new TaskGroup();
    Script<Object> main =
        Script.named("main")
            .then(v -> asyncWith(tg, entered -> done()))
            .then(
                v -> {
                  tg.cancel();
                  return yieldNow();
                })
            .then(v -> loops.log.add("cancelling " + currentTask().cancelling()));
    Loops.run(main);
    assertThat(loops.log).containsExactly("cancelling 0");
  }

  @Test
  void failuresOfACancelledGroupAreThrown() {
    IOException child = new IOException("clean-up");
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("child")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome(
                          (v, failure) -> {
                            throw child;
                          }));
              getRunningLoop().callLater(ofMillis(1), tg::cancel);
              return sleep(ofSeconds(9));
            });
    assertThat(members(catchThrowable(() -> Loops.run(group)))).containsExactly(child);
  }

  @Test
  void cancelOfAnOuterGroupFromAnInnerOne() {
    Coroutine<Object> group =
        taskGroup(
            outer ->
                taskGroup(
                    inner -> {
                      inner.createTask(loops.sleeper("inner", 9000));
                      outer.createTask(loops.sleeper("outer", 9000));
                      getRunningLoop().callLater(ofMillis(1), outer::cancel);
                      return sleep(ofSeconds(9));
                    }));
    Loops.run(noting(group));
    assertThat(loops.log)
        .containsExactly(
            "outer CancelledError", "inner CancelledError", "returned null, cancelling 0");
  }

  /** It is not among the children yet when it cancels them. */
  @Test
  void anEagerChildThatCancelsItsGroupIsCancelledToo() {
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(
                  Script.named("child")
                      .then(
                          v -> {
                            tg.cancel();
                            return sleep(ofSeconds(9));
                          })
                      .outcome(
                          (v, failure) -> {
                            loops.log.add("child " + Loops.describe(failure));
                            throw failure;
                          }),
                  true);
              return yieldNow();
            });
    Loops.run(noting(group));
    assertThat(loops.log).containsExactly("child CancelledError", "returned null, cancelling 0");
  }

  // Virtual machine errors, and failures that come too late.

  @Test
  void aVirtualMachineErrorOfTheBodyIsThrownBareAndTheOthersAreReported() {
    OutOfMemoryError error = new OutOfMemoryError("test");
    IOException child = new IOException("child");
    List<String> reports = new ArrayList<>();
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              getRunningLoop()
                  .setExceptionHandler(
                      (l, context) ->
                          reports.add(context.message() + ": " + context.exception().getMessage()));
              tg.createTask(
                  Script.named("child")
                      .then(v -> sleep(ofSeconds(9)))
                      .outcome(
                          (v, failure) -> {
                            throw child;
                          }));
              return Script.named("body").then(v -> yieldNow()).then(v -> failing(error));
            });
    assertThat(catchThrowable(() -> Loops.run(group))).isSameAs(error);
    assertThat(reports)
        .containsExactly(
            "TaskGroup task exception was not propagated because the TaskGroup body is being closed"
                + " with a BaseException: child");
  }

  @Test
  void aChildThatFailsAfterTheGroupWasClosedIsReported() {
    List<String> reports = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  getRunningLoop()
                      .setExceptionHandler((l, context) -> reports.add(context.message()));
                  Coroutine<Object> group =
                      taskGroup(
                          tg -> {
                            tg.createTask(
                                Script.named("child")
                                    .then(x -> sleep(ofMillis(10)))
                                    .outcome(
                                        (x, failure) -> {
                                          throw new IOException("late");
                                        }),
                                true);
                            return Script.of(x -> getRunningLoop().createFuture());
                          });
                  group.send(null);
                  assertThatThrownBy(group::close).hasMessage("coroutine ignored GeneratorExit");
                  group.close();
                  return sleep(ofSeconds(1));
                });
    Loops.run(main);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0))
        .startsWith("Task <Task finished")
        .endsWith("has errored out but its parent task is already completed");
  }

  // start().

  private Coroutine<Object> server(TaskStatus<Integer> status) {
    return Script.named("server")
        .then(v -> sleep(ofMillis(10)))
        .then(
            v -> {
              status.started(8080);
              loops.log.add("ready");
              return sleep(ofMillis(10));
            })
        .then(loops.say("served"));
  }

  @Test
  void startWaitsUntilTheTaskSaysThatItIsReady() {
    Coroutine<Object> group =
        taskGroup(
            tg ->
                Script.named("body")
                    .then(v -> tg.start(this::server))
                    .then(v -> loops.log.add("started " + v)));
    Loops.run(group);
    assertThat(loops.log).containsExactly("ready", "started 8080", "served");
  }

  @Test
  void aFailureBeforeItIsReadyIsThatOfStart() {
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              tg.createTask(loops.sleeper("other", 20));
              return noting(tg.start(status -> failingAfter(10, new IOException("no port"))));
            });
    Loops.run(group);
    assertThat(loops.log).containsExactly("IOException: no port, cancelling 0", "other woke");
  }

  @Test
  void aFailureAfterwardsIsThatOfTheGroup() {
    IOException failure = new IOException("later");
    Coroutine<Object> group =
        taskGroup(
            tg ->
                Script.named("body")
                    .then(
                        v ->
                            tg.start(
                                (TaskStatus<Void> status) -> {
                                  status.started();
                                  return failingAfter(10, failure);
                                }))
                    .then(v -> loops.sleeper("body", 9000)));
    assertThat(members(catchThrowable(() -> Loops.run(group)))).containsExactly(failure);
    assertThat(loops.log).containsExactly("body CancelledError");
  }

  @Test
  void aTaskThatEndsWithoutBeingReadyFailsStart() {
    Coroutine<Object> group = taskGroup(tg -> noting(tg.start(status -> done("r"))));
    Loops.run(group);
    assertThat(loops.log)
        .containsExactly(
            "IllegalStateException: child exited without calling started(), cancelling 0");
  }

  @Test
  void beingReadyTwiceIsRefused() {
    Coroutine<Object> group =
        taskGroup(
            tg ->
                tg.start(
                    (TaskStatus<String> status) -> {
                      status.started("once");
                      assertThatThrownBy(() -> status.started("twice"))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage("called 'started' twice on the same task status");
                      return done();
                    }));
    assertThat(Loops.run(group)).isEqualTo("once");
  }

  @Test
  void cancellingStartCancelsTheTaskAndWaitsForIt() {
    Task<?>[] made = new Task<?>[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              made[0] =
                  createTask(
                      noting(
                          tg.start(
                              status ->
                                  Script.named("child")
                                      .then(v -> sleep(ofSeconds(9)))
                                      .always(() -> loops.log.add("child cancelled"))
                                      .outcome((v, failure) -> sleep(ofMillis(10)))
                                      .then(loops.say("child cleaned up")))));
              getRunningLoop().callLater(ofMillis(1), () -> made[0].cancel("why"));
              return sleep(ofSeconds(1));
            });
    Loops.run(group);
    assertThat(loops.log)
        .containsExactly(
            "child cancelled", "child cleaned up", "CancelledError: why, cancelling 1");
  }

  @Test
  void aTaskThatFailsAsStartIsCancelledFailsStart() {
    Task<?>[] made = new Task<?>[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              made[0] =
                  createTask(
                      noting(
                          tg.start(
                              status ->
                                  Script.named("child")
                                      .then(v -> sleep(ofSeconds(9)))
                                      .outcome(
                                          (v, failure) -> {
                                            throw new IOException("clean-up");
                                          }))));
              getRunningLoop().callLater(ofMillis(1), () -> made[0].cancel());
              return sleep(ofSeconds(1));
            });
    Loops.run(group);
    assertThat(loops.log).containsExactly("IOException: clean-up, cancelling 1");
  }

  @Test
  void startInAGroupThatIsNotOpenIsRefused() {
    Loops.run(noting(new TaskGroup().start(status -> done())));
    assertThat(loops.log)
        .containsExactly(
            "IllegalStateException: TaskGroup <TaskGroup> has not been entered, cancelling 0");
  }

  private static Object broken() throws IOException {
    throw new IOException("broken");
  }

  private static List<String> trace(Throwable failure) {
    return Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName).toList();
  }

  /** Neither leaves a coroutine by itself: both are mended with the group. */
  @Test
  void tracesOfAGroupAndItsMembersShowTheCoroutinesOnly() {
    Coroutine<Object> group =
        Script.named("around")
            .then(
                v ->
                    taskGroup(
                        tg -> {
                          tg.createTask(Script.named("child").then(x -> broken()));
                          return Script.named("body").then(x -> broken());
                        }));
    ExceptionGroup failure = (ExceptionGroup) catchThrowable(() -> Loops.run(group));
    assertThat(trace(failure)).startsWith("around", "run").doesNotContain("resume", "drive");
    assertThat(failure.exceptions()).hasSize(1);
    assertThat(trace(failure.exceptions().get(0)))
        .startsWith("broken")
        .contains("around", "run")
        .doesNotContain("drive", "step", "runOnce");
  }

  @Test
  void manyChildren() {
    int many = 100_000;
    int[] count = new int[1];
    Coroutine<Object> group =
        taskGroup(
            tg -> {
              for (int i = 0; i < many; i++) {
                tg.createTask(Script.named("child").then(v -> yieldNow()).then(v -> count[0]++));
              }
              return done();
            });
    Loops.run(group);
    assertThat(count[0]).isEqualTo(many);
  }
}
