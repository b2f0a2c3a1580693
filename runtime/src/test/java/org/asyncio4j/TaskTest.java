package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final Loops loops = new Loops();

  @Test
  void aTaskBeginsAtTheNextTurn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(loops.chatter("child"));
                  loops.log.add("created");
                  return Asyncio.yieldNow();
                })
            .then(loops.say("main"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("created", "child", "main");
  }

  @Test
  void tasksTakeTurns() {
    Loops.run(
        Script.of(
            v -> Asyncio.gather(loops.chatter("a1", "a2", "a3"), loops.chatter("b1", "b2", "b3"))));
    assertThat(loops.log).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
  }

  @Test
  void anAwaitThatDoesNotSuspendGivesNobodyATurn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.createTask(loops.chatter("other"));
                  return null;
                })
            .then(v -> Asyncio.done(1))
            .then(v -> Script.of(loops.say("inner")))
            .then(loops.say("still main"))
            .then(v -> Asyncio.yieldNow());
    Loops.run(main);
    assertThat(loops.log).containsExactly("inner", "still main", "other");
  }

  @Test
  void createTaskOutsideOfALoopIsRefusedAndTheCoroutineIsLeftAlone() {
    Coroutine<Object> coroutine = Script.of(loops.say("ran"));
    assertThatThrownBy(() -> Asyncio.createTask(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no running event loop");
    Loops.run(coroutine);
    assertThat(loops.log).containsExactly("ran");
  }

  @Test
  void currentTaskAndAllTasks() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.currentTask().setName("main");
                  Task<Void> kid =
                      Asyncio.createTask(
                          Script.of(x -> loops.log.add(Asyncio.currentTask().getName())), "kid");
                  assertThat(Asyncio.allTasks())
                      .extracting(Task::getName)
                      .containsExactly("main", "kid");
                  return kid;
                })
            .then(
                v -> {
                  assertThat(Asyncio.allTasks()).extracting(Task::getName).containsExactly("main");
                  return null;
                });
    Loops.run(main);
    assertThat(loops.log).containsExactly("kid");
  }

  @Test
  void tasksAreNumberedByTheirLoop() {
    for (int i = 0; i < 2; i++) {
      Script<Object> main =
          Script.of(
              v ->
                  List.of(
                      Asyncio.currentTask().getName(),
                      Asyncio.createTask(Asyncio.done()).getName()));
      assertThat(Loops.run(main)).isEqualTo(List.of("Task-1", "Task-2"));
    }
  }

  @Test
  void theLoopCanBeGiven() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Coroutine<String> coroutine = Asyncio.done("r");
    Future<String> task = Asyncio.ensureFuture(coroutine, loop);
    assertThat(Asyncio.allTasks(loop)).containsExactly((Task<?>) task);
    assertThat(Asyncio.currentTask(loop)).isNull();
    assertThat(Asyncio.ensureFuture(task, loop)).isSameAs(task);
    assertThat(loop.runUntilComplete(task)).isEqualTo("r");
    assertThat(Asyncio.allTasks(loop)).isEmpty();
    Script<Object> current = Script.of(v -> Asyncio.currentTask(loop) == Asyncio.currentTask());
    assertThat(loop.<Object>runUntilComplete(current)).isEqualTo(true);
    EventLoop other = EventLoop.create();
    assertThatThrownBy(() -> Asyncio.ensureFuture(task, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The future belongs to a different loop than the one specified as the loop argument");
    other.close();
    loop.close();
    Coroutine<String> refused = Asyncio.done("r");
    assertThatThrownBy(() -> Asyncio.ensureFuture(refused, loop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
    assertThatThrownBy(() -> refused.send(null))
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void onlyTasksWithoutANameAreCounted() {
    Script<Object> main =
        Script.of(
            v ->
                List.of(
                    Asyncio.createTask(Asyncio.done(), "named").getName(),
                    Asyncio.createTask(Asyncio.done()).getName()));
    assertThat(Loops.run(main)).isEqualTo(List.of("named", "Task-2"));
  }

  @Test
  void awaitingATaskTwiceGivesItsResultTwice() {
    Script<Object> main =
        Script.named("main").then(v -> Asyncio.createTask(Asyncio.done("r"))).then(v -> v);
    assertThat(Loops.run(main)).isEqualTo("r");
  }

  @Test
  void aTaskAwaitingItselfIsTold() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.currentTask())
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat((String) Loops.run(main))
        .startsWith(
            "IllegalStateException: Task cannot await on itself: <Task pending name='Task-1'");
  }

  @Test
  void aFutureOfAnotherLoopCannotBeAwaited() {
    EventLoop other = EventLoop.create();
    Script<Object> main =
        Script.named("main")
            .then(v -> other.createFuture())
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat((String) Loops.run(main))
        .startsWith("IllegalStateException: Task <Task pending name='Task-1'")
        .endsWith(" got Future <Future pending> attached to a different loop");
    other.close();
  }

  @Test
  void aCoroutineOfTwoTasksFailsTheSecond() {
    Coroutine<Object> shared = Script.named("shared").then(v -> Asyncio.yieldNow()).then(v -> "r");
    Script<Object> main =
        Script.of(
            v -> Asyncio.gatherOutcomes(Asyncio.createTask(shared), Asyncio.createTask(shared)));
    @SuppressWarnings("unchecked")
    List<Outcome<Object>> outcomes = (List<Outcome<Object>>) Loops.run(main);
    assertThat(outcomes.get(0).value()).isEqualTo("r");
    assertThat(outcomes.get(1).exception())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine is being awaited already");
  }

  @Test
  void aVirtualMachineErrorIsStoredAndLeavesTheLoop() {
    InternalError error = new InternalError("vm");
    List<Task<?>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.of(
            v -> {
              tasks.add(
                  Asyncio.createTask(
                      Script.of(
                          x -> {
                            throw error;
                          })));
              Asyncio.getRunningLoop()
                  .setExceptionHandler((l, context) -> loops.log.add(context.message()));
              return Asyncio.sleep(ofSeconds(1));
            });
    assertThat(catchThrowable(() -> Loops.run(main))).isSameAs(error);
    assertThat(loops.log).containsExactly("Task exception was never retrieved");
    assertThat(tasks.get(0).exception()).isSameAs(error);
  }

  @Test
  void anAssertionErrorIsAnOrdinaryFailure() {
    AssertionError error = new AssertionError();
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    Asyncio.createTask(
                        Script.of(
                            x -> {
                              throw error;
                            })))
            .outcome((value, failure) -> failure);
    assertThat(Loops.run(main)).isSameAs(error);
  }

  @Test
  void theTaskFactoryMakesAllTasks() {
    List<String> made = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop()
                      .setTaskFactory(
                          (loop, coroutine, options) -> {
                            made.add(options.name() + " " + coroutine.qualifiedName());
                            return new Task<>(coroutine, loop, options);
                          });
                  return Asyncio.createTask(Script.named("a"), "named");
                })
            .then(v -> Asyncio.gather(Script.named("b"), Script.named("c")))
            .then(v -> Script.named("awaited only"))
            .then(
                v -> {
                  Asyncio.getRunningLoop().setTaskFactory(null);
                  return Asyncio.createTask(Script.named("d"));
                });
    Loops.run(main);
    assertThat(made).containsExactly("named a", "null b", "null c");
  }

  @Test
  void theOutcomeOfATaskIsItsCoroutines() {
    Script<Object> main =
        Script.of(
            v -> {
              Task<Object> task = Asyncio.createTask(Script.named("c"));
              assertThatThrownBy(() -> task.setResult(1))
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessage("Task does not support set_result operation");
              assertThatThrownBy(() -> task.setException(new IOException()))
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessage("Task does not support set_exception operation");
              return task;
            });
    Loops.run(main);
  }

  @Test
  void asyncBeginsWhenItIsAwaited() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Coroutine<String> nested =
                      Asyncio.async(
                          () -> {
                            loops.log.add("body");
                            return Asyncio.sleep(ofSeconds(1), "r");
                          });
                  loops.log.add("made");
                  return nested;
                });
    assertThat(Loops.run(main)).isEqualTo("r");
    assertThat(loops.log).containsExactly("made", "body");
  }

  @Test
  void asyncMayReturnNullAndThrow() {
    assertThat(Loops.<Object>run(Asyncio.async(() -> null))).isNull();
    IOException failure = new IOException();
    assertThat(
            catchThrowable(
                () ->
                    Loops.run(
                        Asyncio.async(
                            () -> {
                              throw failure;
                            }))))
        .isSameAs(failure);
  }

  @Test
  void getStackIsTheCoroutinesOwnFrameThenThatOfItsFailure() {
    List<Task<?>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  tasks.add(
                      Asyncio.createTask(
                          Script.named("outer")
                              .then(x -> Script.named("inner").then(y -> Asyncio.yieldNow()))));
                  tasks.add(
                      Asyncio.createTask(
                          Script.named("bad")
                              .then(
                                  x ->
                                      Script.named("worse")
                                          .then(y -> Asyncio.yieldNow())
                                          .then(
                                              y -> {
                                                throw new IOException("disk");
                                              }))));
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  assertThat(tasks.get(0).getStack())
                      .extracting(StackTraceElement::getMethodName)
                      .containsExactly("outer");
                  return Asyncio.wait(tasks);
                })
            .then(v -> tasks.get(1).exception());
    Loops.run(main);
    assertThat(tasks.get(0).getStack()).isEmpty();
    List<StackTraceElement> stack = tasks.get(1).getStack();
    assertThat(stack.get(0).getMethodName()).isEqualTo("bad");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tasks.get(1).printStack(new PrintStream(out, true));
    assertThat(out.toString())
        .startsWith(
            "Traceback for <Task finished name='Task-3' coro=<bad() done> exception=java.io.IOException: disk> (most recent call last):")
        .endsWith("java.io.IOException: disk" + System.lineSeparator());
    out.reset();
    tasks.get(0).printStack(new PrintStream(out, true));
    assertThat(out.toString()).startsWith("No stack for <Task finished name='Task-2'");
  }

  @Test
  void printsAsAsyncioDoes() {
    List<String> seen = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> task =
                      Asyncio.createTask(
                          Script.named("kid").then(x -> Asyncio.getRunningLoop().createFuture()),
                          "kid");
                  seen.add(task.toString());
                  Asyncio.getRunningLoop()
                      .callLater(
                          ofSeconds(1),
                          () -> {
                            seen.add(task.toString());
                            task.cancel();
                            seen.add(task.toString());
                          });
                  return task;
                })
            .outcome((value, failure) -> null);
    Loops.run(main);
    assertThat(seen)
        .containsExactly(
            "<Task pending name='kid' coro=<kid() running at Scripts.java:0>>",
            "<Task pending name='kid' coro=<kid() running at Scripts.java:1> wait_for=<Future pending"
                + " cb=[Task.task_wakeup()]> cb=[Task.task_wakeup()]>",
            "<Task cancelling name='kid' coro=<kid() running at Scripts.java:1> wait_for=<Future cancelled>"
                + " cb=[Task.task_wakeup()]>");
  }
}
