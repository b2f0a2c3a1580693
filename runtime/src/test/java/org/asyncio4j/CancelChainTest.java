package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellations that pass through long chains, deep nests and circles. */
class CancelChainTest {
  private static final int LONG = 100_000;

  private final Loops loops = new Loops();

  /** A task that awaits something. */
  private static Task<Object> awaiting(Future<?> future) {
    return Asyncio.createTask(Script.of(v -> future));
  }

  private static void cancelLast(List<? extends Future<?>> futures) {
    Future<?> last = futures.get(futures.size() - 1);
    last.cancel("why");
  }

  @Test
  void aChainOfTasks() {
    List<Future<?>> chain = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  chain.add(Asyncio.getRunningLoop().createFuture());
                  for (int i = 0; i < LONG; i++) {
                    chain.add(awaiting(chain.get(i)));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  cancelLast(chain);
                  return chain.get(LONG);
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: why");
    assertThat(chain).allMatch(Future::isCancelled);
  }

  @Test
  void aNestOfGathers() {
    List<Future<?>> nest = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  nest.add(Asyncio.getRunningLoop().createFuture());
                  for (int i = 0; i < LONG; i++) {
                    nest.add(Asyncio.gather(nest.get(i)));
                  }
                  cancelLast(nest);
                  return nest.get(LONG);
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: why");
    assertThat(nest).allMatch(Future::isDone);
  }

  @Test
  void aMixOfTasksAndGathersWithOthersBeside() {
    List<Future<?>> nest = new ArrayList<>();
    List<Future<?>> beside = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  EventLoop loop = Asyncio.getRunningLoop();
                  nest.add(loop.createFuture());
                  for (int i = 0; i < LONG; i++) {
                    Future<?> inner = nest.get(i);
                    if (i % 3 == 0) {
                      nest.add(awaiting(inner));
                    } else {
                      beside.add(loop.createFuture());
                      nest.add(
                          i % 3 == 1
                              ? Asyncio.gather(inner, beside.get(beside.size() - 1))
                              : Asyncio.gatherOutcomes(beside.get(beside.size() - 1), inner));
                    }
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  cancelLast(nest);
                  assertThat(beside).allMatch(Future::isCancelled);
                  return Asyncio.wait(nest);
                });
    Loops.run(main);
    assertThat(nest).allMatch(Future::isDone);
  }

  @Test
  void aTaskIsToldItselfWhereNothingBelowCanBe() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<Object> done = Asyncio.getRunningLoop().createFuture();
                  Future<List<Object>> gather = Asyncio.gather(done);
                  Task<Object> task = awaiting(gather);
                  Asyncio.getRunningLoop()
                      .callSoon(
                          () -> {
                            // The gather is pending until its callback runs, but no child is.
                            done.setResult("r");
                            loops.log.add("gather " + gather.cancel() + " task " + task.cancel());
                          });
                  return task;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError");
    assertThat(loops.log).containsExactly("gather false task true");
  }

  @Test
  void whatIsReachedTwiceIsAskedTwice() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> shared = Asyncio.createTask(loops.sleeper("shared", 1000));
                  Task<Object> top =
                      awaiting(Asyncio.gather(awaiting(shared), shared, awaiting(shared)));
                  return Asyncio.sleep(java.time.Duration.ofMillis(1), new Task<?>[] {shared, top});
                })
            .then(
                v -> {
                  Task<?>[] tasks = (Task<?>[]) v;
                  tasks[1].cancel();
                  return tasks[0].cancelling();
                });
    assertThat(Loops.run(main)).isEqualTo(3);
  }

  @Test
  void aCircleOfTasks() {
    List<Task<Object>> circle = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  for (int i = 0; i < LONG; i++) {
                    int next = (i + 1) % LONG;
                    circle.add(Asyncio.createTask(Script.of(x -> circle.get(next))));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  circle.get(7).cancel("why");
                  return Asyncio.wait(circle);
                });
    Loops.run(main);
    assertThat(circle).allMatch(Future::isCancelled).allMatch(task -> task.cancelling() == 1);
  }

  @Test
  void aCircleThroughGathers() {
    List<Task<Object>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop().setExceptionHandler((l, context) -> {});
                  for (int i = 0; i < 2; i++) {
                    int other = 1 - i;
                    Future<Object> beside = Asyncio.getRunningLoop().createFuture();
                    tasks.add(
                        Asyncio.createTask(
                            Script.of(x -> Asyncio.gather(tasks.get(other), beside))));
                  }
                  return Asyncio.yieldNow();
                })
            .then(
                v -> {
                  tasks.get(0).cancel();
                  return Asyncio.wait(tasks);
                });
    Loops.run(main);
    assertThat(tasks).allMatch(Future::isCancelled);
  }

  @Test
  void aTaskThatClosesACircleWhenItIsCancelledAlready() {
    List<Task<Object>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop().setExceptionHandler((l, context) -> {});
                  tasks.add(
                      Asyncio.createTask(
                          Script.named("first")
                              .then(x -> Asyncio.yieldNow())
                              .then(
                                  x -> {
                                    tasks.get(1).cancel("why");
                                    return Asyncio.gather(tasks.get(1));
                                  })));
                  tasks.add(awaiting(tasks.get(0)));
                  return Asyncio.wait(tasks);
                });
    Loops.run(main);
    assertThat(tasks).allMatch(Future::isCancelled);
  }
}
