package org.asyncio4j.integration.semantics;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionGroup;
import org.asyncio4j.Future;
import org.asyncio4j.Outcome;
import org.asyncio4j.Task;
import org.asyncio4j.TaskGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What lies beside the given scenarios of task groups; counts of cancellations are those of 3.14.
 */
class TaskGroupNeighboursTest extends Neighbours {
  private static Task<?> me() {
    return Objects.requireNonNull(currentTask());
  }

  /** Groups of a task group in short, other exceptions as Python shows them. */
  private static String shape(@Nullable Throwable e) {
    if (e == null) {
      return "None";
    }
    if (e instanceof ExceptionGroup group) {
      String members =
          group.exceptions().stream()
              .map(TaskGroupNeighboursTest::shape)
              .collect(Collectors.joining(", "));
      return group.message().replace("unhandled errors in a TaskGroup", "TG") + '[' + members + ']';
    }
    return e instanceof AsyncTimeoutException ? "TimeoutError()" : PythonText.repr(e);
  }

  private Coroutine<String> noisy(String name) {
    return noisy(name, 10_000);
  }

  @Async
  private Coroutine<String> noisy(String name, int millis) {
    try {
      await(sleep(ofMillis(millis)));
      print(name, "done");
      return done(name);
    } catch (CancelledError e) {
      print(name, "cancelled");
      throw e;
    }
  }

  @Async
  private Coroutine<Void> bad(int millis, String name) {
    await(sleep(ofMillis(millis)));
    throw new IllegalArgumentException(name);
  }

  @Test
  void anInnerGroupFails() {
    assertTrace(
        innerFails(),
        "inner child cancelled",
        "outer child cancelled",
        "TG[TG[ValueError('bad')]] 0");
  }

  @Async
  private Coroutine<Void> innerFails() {
    try {
      await(
          taskGroup(
              o -> {
                o.createTask(noisy("outer child"));
                await(
                    taskGroup(
                        i -> {
                          i.createTask(noisy("inner child"));
                          i.createTask(bad(10, "bad"));
                          return done();
                        }));
                print("not reached");
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Test
  void anOuterGroupFails() {
    assertTrace(
        outerFails(),
        "inner body cancelled",
        "inner child cancelled",
        "inner CancelledError",
        "TG[ValueError('bad')] 0");
  }

  @Async
  private Coroutine<Void> outerFails() {
    try {
      await(
          taskGroup(
              o -> {
                o.createTask(bad(10, "bad"));
                try {
                  await(
                      taskGroup(
                          i -> {
                            i.createTask(noisy("inner child"));
                            await(noisy("inner body"));
                            return done();
                          }));
                } catch (Throwable e) {
                  print("inner", PythonText.typeName(e.getClass()));
                  throw e;
                }
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Test
  void bothFailInOneTurn() {
    assertTrace(bothFail(), "TG[ValueError('o'), TG[ValueError('i')]] 0");
  }

  @Async
  private Coroutine<Void> bothFail() {
    try {
      await(
          taskGroup(
              o -> {
                o.createTask(bad(10, "o"));
                await(
                    taskGroup(
                        i -> {
                          i.createTask(bad(10, "i"));
                          return done();
                        }));
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Test
  void aGroupWithinATimeout() {
    assertTrace(withinTimeout(), "body cancelled", "child cancelled", "TimeoutError 0");
    assertTrace(failingCleanUpWithinTimeout(), "TG[ValueError('cleanup')] 0");
    assertTrace(withinWaitFor(), "a cancelled", "b cancelled", "TimeoutError");
  }

  @Async
  private Coroutine<Void> withinTimeout() {
    try {
      await(
          timeout(
              ofMillis(10),
              () -> {
                await(
                    taskGroup(
                        tg -> {
                          tg.createTask(noisy("child"));
                          await(noisy("body"));
                          return done();
                        }));
                return done();
              }));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", me().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> failingInCleanUp(RuntimeException failure) {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      throw failure;
    }
    return done();
  }

  @Async
  private Coroutine<Void> failingCleanUpWithinTimeout() {
    try {
      await(
          timeout(
              ofMillis(10),
              () -> {
                await(
                    taskGroup(
                        tg -> {
                          tg.createTask(failingInCleanUp(new IllegalArgumentException("cleanup")));
                          await(sleep(ofSeconds(10)));
                          return done();
                        }));
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> twoNoisyChildren() {
    await(
        taskGroup(
            tg -> {
              tg.createTask(noisy("a", 50));
              tg.createTask(noisy("b", 60));
              return done();
            }));
    return done();
  }

  @Async
  private Coroutine<Void> withinWaitFor() {
    try {
      await(waitFor(twoNoisyChildren(), ofMillis(10)));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError");
    }
    return done();
  }

  @Test
  void aTimeoutWithinAGroup() {
    assertTrace(timeoutInBody(), "body cancelled", "child cancelled", "TG[TimeoutError()]");
  }

  @Async
  private Coroutine<Void> timeoutInBody() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(noisy("child"));
                await(
                    timeout(
                        ofMillis(10),
                        () -> {
                          await(noisy("body"));
                          return done();
                        }));
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e));
    }
    return done();
  }

  @Test
  void theParentIsCancelledAsItLeaves() {
    assertTrace(cancelledOnTheWayOut(), "child cancelled", "CancelledError ('m',) 1");
  }

  @Async
  private Coroutine<Void> oneNoisyChild() {
    await(
        taskGroup(
            tg -> {
              tg.createTask(noisy("child"));
              return done();
            }));
    return done();
  }

  @Async
  private Coroutine<Void> cancelledOnTheWayOut() {
    Task<Void> t = createTask(oneNoisyChild());
    await(sleep(ofMillis(10)));
    t.cancel("m");
    try {
      await(t);
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e), t.cancelling());
    }
    return done();
  }

  @Test
  void whoFailsAndInWhichOrder() {
    assertTrace(bodyAndChildFail(), "TG[KeyError('child'), ValueError('body')]");
    assertTrace(failsOnTheWayOut(), "other cancelled", "TG[ValueError('bad')] 0");
    assertTrace(
        twoFailInOneTurn(),
        "3 cancelled",
        "body cancelled",
        "TG[ValueError('1'), ValueError('2')]");
    assertTrace(failsBeforeItsChildBegins(), "TG[ValueError('b')]");
  }

  @Async
  private Coroutine<Void> bodyAndChildFail() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(failingInCleanUp(new ArrayIndexOutOfBoundsException("child")));
                await(yieldNow());
                throw new IllegalArgumentException("body");
              }));
    } catch (ExceptionGroup e) {
      print(shape(e));
    }
    return done();
  }

  @Async
  private Coroutine<Void> failsOnTheWayOut() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(noisy("other"));
                tg.createTask(bad(10, "bad"));
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> failingAfter(Future<@Nullable Void> f, String name) {
    await(f);
    throw new IllegalArgumentException(name);
  }

  @Async
  private Coroutine<Void> twoFailInOneTurn() {
    Future<@Nullable Void> f = getRunningLoop().createFuture();
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(failingAfter(f, "1"));
                tg.createTask(failingAfter(f, "2"));
                tg.createTask(noisy("3"));
                await(yieldNow());
                f.setResult(null);
                await(noisy("body"));
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e));
    }
    return done();
  }

  @Async
  private Coroutine<Void> failsBeforeItsChildBegins() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(noisy("never starts"));
                throw new IllegalArgumentException("b");
              }));
    } catch (ExceptionGroup e) {
      print(shape(e));
    }
    return done();
  }

  @Test
  void aGroupOfGroupsIsSplit() {
    assertTrace(split(), "TG[ValueError('v')] | TG[KeyError('k'), TG[KeyError('k')]]");
  }

  @Async
  private Coroutine<Void> keyError() {
    throw new ArrayIndexOutOfBoundsException("k");
  }

  @Async
  private Coroutine<Void> failingGroup() {
    await(
        taskGroup(
            tg -> {
              tg.createTask(bad(0, "n"));
              tg.createTask(keyError());
              return done();
            }));
    return done();
  }

  @Async
  private Coroutine<Void> split() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(bad(0, "v"));
                tg.createTask(keyError());
                tg.createTask(failingGroup());
                return done();
              }));
    } catch (ExceptionGroup e) {
      ExceptionGroup.Split parts = e.split(IllegalArgumentException.class);
      print(shape(parts.match()), "|", shape(parts.rest()));
    }
    return done();
  }

  @Test
  void theBodyAwaitsTheChildThatFails() {
    assertTrace(bodyAwaitsChild(), "body cancelled", "TG[ValueError('bad')] 0");
  }

  @Async
  private Coroutine<Void> bodyAwaitsChild() {
    try {
      await(
          taskGroup(
              tg -> {
                Task<Void> t = tg.createTask(bad(10, "bad"));
                try {
                  await(t);
                } catch (IllegalArgumentException e) {
                  print("body got", e);
                } catch (CancelledError e) {
                  print("body cancelled");
                  throw e;
                }
                print("body goes on");
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    return done();
  }

  @Test
  void cancellationsFromWithin() {
    assertTrace(raisedByTheBody(), "c cancelled", "CancelledError ('mine',) 0");
    assertTrace(byAChild(), "body cancelled", "c cancelled", "CancelledError ('by child',) 1");
  }

  @Async
  private Coroutine<Void> raisedByTheBody() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(noisy("c"));
                await(yieldNow());
                throw new CancelledError("mine");
              }));
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e), me().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> cancelling(Task<?> parent) {
    parent.cancel("by child");
    await(noisy("c"));
    return done();
  }

  @Async
  private Coroutine<Void> cancelledByChild() {
    Task<?> parent = me();
    await(
        taskGroup(
            tg -> {
              tg.createTask(cancelling(parent));
              await(noisy("body"));
              return done();
            }));
    return done();
  }

  @Async
  private Coroutine<Void> byAChild() {
    Task<Void> t = createTask(cancelledByChild());
    try {
      await(t);
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e), t.cancelling());
    }
    return done();
  }

  @Test
  void cancellingOneChildLeavesTheGroupOpen() {
    assertTrace(spawnInCleanUp(), "spawned", "body on", "late done");
  }

  @Async
  private Coroutine<Void> spawning(TaskGroup tg) {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      tg.createTask(noisy("late", 10));
      print("spawned");
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> spawnInCleanUp() {
    await(
        taskGroup(
            tg -> {
              Task<Void> t = tg.createTask(spawning(tg));
              await(yieldNow());
              t.cancel();
              await(yieldNow());
              print("body on");
              return done();
            }));
    return done();
  }

  @Test
  void groupsAreGathered() {
    assertTrace(gathered(), "b cancelled", "a done", "None TG[ValueError('b')]");
  }

  @Async
  private Coroutine<@Nullable Void> group(String name, boolean fails) {
    await(
        taskGroup(
            tg -> {
              tg.createTask(noisy(name, 20));
              if (fails) {
                tg.createTask(bad(10, name));
              }
              return done();
            }));
    return done();
  }

  @Async
  private Coroutine<Void> gathered() {
    List<Outcome<@Nullable Void>> r = await(gatherOutcomes(group("a", false), group("b", true)));
    print(r.get(0).value(), shape(r.get(1).exception()));
    return done();
  }

  @Test
  void aFailureAndThenACancellationOfTheParent() {
    assertTrace(failureThenCancel(), "TG[ValueError('bad')] 1", "cancelled next", "False 1");
  }

  @Async
  private Coroutine<Void> slowToCancel() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      await(sleep(ofMillis(50)));
    }
    return done();
  }

  @Async
  private Coroutine<Void> failingWithASlowChild() {
    try {
      await(
          taskGroup(
              tg -> {
                tg.createTask(bad(10, "bad"));
                tg.createTask(slowToCancel());
                return done();
              }));
    } catch (ExceptionGroup e) {
      print(shape(e), me().cancelling());
    }
    try {
      await(sleep(ZERO));
      print("no cancel");
    } catch (CancelledError e) {
      print("cancelled next");
    }
    return done();
  }

  @Async
  private Coroutine<Void> failureThenCancel() {
    Task<Void> t = createTask(failingWithASlowChild());
    await(sleep(ofMillis(30)));
    t.cancel();
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), t.cancelling());
    return done();
  }

  @Test
  void aGroupIsCancelledAsPython315Does() {
    assertTrace(
        cancelledGroup(), "child cancelled", "body cancelled", "None 0", "result 0", "again 0");
  }

  @Async
  private Coroutine<Void> cancelledGroup() {
    List<TaskGroup> open = new ArrayList<>();
    getRunningLoop().callLater(ofMillis(10), () -> open.get(0).cancel());
    Object r =
        await(
            taskGroup(
                tg -> {
                  open.add(tg);
                  tg.createTask(noisy("child"));
                  return done(await(noisy("body")));
                }));
    print(r, me().cancelling());
    r =
        await(
            taskGroup(
                tg -> {
                  tg.cancel();
                  return done("result");
                }));
    print(r, me().cancelling());
    open.get(0).cancel();
    await(yieldNow());
    print("again", me().cancelling());
    return done();
  }
}
