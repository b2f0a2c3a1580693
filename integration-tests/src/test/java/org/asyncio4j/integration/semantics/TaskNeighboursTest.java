package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.InvalidStateException;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies beside the given scenarios of tasks and futures. */
class TaskNeighboursTest extends Neighbours {
  private static <T> Future<T> future() {
    return getRunningLoop().createFuture();
  }

  private static Coroutine<String> sleeper() {
    return sleep(ofSeconds(10), "r");
  }

  private void tried(Runnable action) {
    try {
      action.run();
    } catch (InvalidStateException e) {
      print("InvalidStateError", e);
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e));
    } catch (UnsupportedOperationException e) {
      print("RuntimeError", e);
    }
  }

  @Test
  void statesOfAFuture() {
    assertTrace(
        states(),
        "InvalidStateError Result is not set.",
        "InvalidStateError Exception is not set.",
        "InvalidStateError invalid state",
        "InvalidStateError invalid state",
        "False None 1",
        "True False",
        "CancelledError ('m',)",
        "CancelledError ('m',)",
        "InvalidStateError invalid state");
  }

  @Async
  private Coroutine<Void> states() {
    Future<Integer> f = future();
    tried(f::result);
    tried(f::exception);
    f.setResult(1);
    tried(() -> f.setResult(2));
    tried(() -> f.setException(new IllegalArgumentException()));
    print(f.cancel(), f.exception(), f.result());
    Future<Integer> c = future();
    print(c.cancel("m"), c.cancel("n"));
    tried(c::result);
    tried(c::exception);
    tried(() -> c.setResult(1));
    return done();
  }

  @Test
  void callbacksAreRemoved() {
    assertTrace(removal(), "3 0", "0 0", "other", "cb");
    assertTrace(removalAmongCallbacks(), "a removes 0", "b");
  }

  @Async
  private Coroutine<Void> removal() {
    Future<@Nullable Void> f = future();
    Consumer<Future<@Nullable Void>> cb = done -> print("cb");
    Consumer<Future<@Nullable Void>> other = done -> print("other");
    for (Consumer<Future<@Nullable Void>> callback : List.of(cb, other, cb, cb)) {
      f.addDoneCallback(callback);
    }
    print(f.removeDoneCallback(cb), f.removeDoneCallback(cb));
    f.setResult(null);
    f.addDoneCallback(cb);
    print(f.removeDoneCallback(cb), f.removeDoneCallback(other));
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> removalAmongCallbacks() {
    Future<Integer> f = future();
    Consumer<Future<Integer>> b = done -> print("b");
    f.addDoneCallback(done -> print("a removes", done.removeDoneCallback(b)));
    f.addDoneCallback(b);
    f.setResult(1);
    await(yieldNow());
    return done();
  }

  @Test
  void aCallbackFails() {
    assertTrace(failingCallback(), "handler ValueError", "next");
  }

  @Async
  private Coroutine<Void> failingCallback() {
    getRunningLoop()
        .setExceptionHandler(
            (loop, context) ->
                print(
                    "handler",
                    PythonText.typeName(Objects.requireNonNull(context.exception()).getClass())));
    Future<Integer> f = future();
    f.addDoneCallback(
        done -> {
          throw new IllegalArgumentException();
        });
    f.addDoneCallback(done -> print("next"));
    f.setResult(1);
    await(yieldNow());
    return done();
  }

  @Test
  void aTaskHasTheResultOfItsCoroutine() {
    assertTrace(
        outcomesSetFromOutside(),
        "RuntimeError Task does not support set_result operation",
        "RuntimeError Task does not support set_exception operation");
  }

  @Async
  private Coroutine<Void> outcomesSetFromOutside() {
    Task<String> t = createTask(sleep(ofMillis(10), "r"));
    tried(() -> t.setResult("other"));
    tried(() -> t.setException(new IllegalArgumentException()));
    await(t);
    return done();
  }

  @Test
  void names() {
    assertTrace(namesOfATask(), "n", "m", "late");
  }

  @Async
  private Coroutine<Void> namesOfATask() {
    Task<Integer> t = createTask(done(1), "n");
    print(t.getName());
    t.setName("m");
    print(t.getName());
    await(t);
    t.setName("late");
    print(t.getName());
    return done();
  }

  @Test
  void cancellationsAreCountedAndTakenBack() {
    assertTrace(takenBack(), "0", "on 0 0");
    assertTrace(cancelledWhenDone(), "False 0 False");
  }

  @Async
  private Coroutine<String> goesOn() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      print(Objects.requireNonNull(currentTask()).uncancel());
    }
    await(sleep(ofMillis(10)));
    return done("on");
  }

  @Async
  private Coroutine<Void> takenBack() {
    Task<String> t = createTask(goesOn());
    await(yieldNow());
    t.cancel();
    print(await(t), t.cancelling(), t.uncancel());
    return done();
  }

  @Async
  private Coroutine<Void> cancelledWhenDone() {
    Task<Integer> t = createTask(done(1));
    await(t);
    print(t.cancel(), t.cancelling(), t.isCancelled());
    return done();
  }

  @Test
  void cancelledBeforeItsFirstStep() {
    assertTrace(beforeStart(), "True False", "ce ()", "True");
  }

  @Async
  private Coroutine<Void> never() {
    print("never");
    return done();
  }

  @Async
  private Coroutine<Void> beforeStart() {
    Task<Void> t = createTask(never());
    print(t.cancel(), t.isCancelled());
    try {
      await(t);
    } catch (CancelledError e) {
      print("ce", PythonText.args(e));
    }
    print(t.isCancelled());
    return done();
  }

  @Test
  void whichMessageIsDelivered() {
    assertTrace(messages(), "('one',)", "('two',)");
  }

  @Async
  private Coroutine<Void> messages() {
    for (boolean begun : new boolean[] {true, false}) {
      Task<String> task = createTask(sleeper());
      if (begun) {
        await(yieldNow());
      }
      task.cancel("one");
      task.cancel("two");
      try {
        await(task);
      } catch (CancelledError e) {
        print(PythonText.args(e));
      }
    }
    return done();
  }

  @Test
  void twoAwaitOneTask() {
    assertTrace(twoAwaiters(), "1 r", "2 r");
    assertTrace(oneOfTwoIsCancelled(), "1 cancelled", "2 r");
  }

  @Async
  private Coroutine<Void> awaiter(int n, Task<String> t) {
    print(n, await(t));
    return done();
  }

  @Async
  private Coroutine<Void> twoAwaiters() {
    Task<String> t = createTask(sleep(ofMillis(10), "r"));
    await(gather(awaiter(1, t), awaiter(2, t)));
    return done();
  }

  @Async
  private Coroutine<Void> shieldedAwaiter(int n, Task<String> t) {
    try {
      print(n, await(shield(t)));
    } catch (CancelledError e) {
      print(n, "cancelled");
    }
    return done();
  }

  @Async
  private Coroutine<Void> oneOfTwoIsCancelled() {
    Task<String> t = createTask(sleep(ofMillis(20), "r"));
    Task<Void> a = createTask(shieldedAwaiter(1, t));
    Task<Void> b = createTask(shieldedAwaiter(2, t));
    await(yieldNow());
    a.cancel();
    await(Asyncio.wait(List.of(a, b)));
    return done();
  }

  @Test
  void waysToDenyACancellation() {
    assertTrace(returnInFinally(), "swallowed by finally False 1");
    assertTrace(failsInstead(), "ValueError instead False");
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<String> returningInFinally() {
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      return done("swallowed by finally");
    }
  }

  @Async
  private Coroutine<Void> returnInFinally() {
    Task<String> t = createTask(returningInFinally());
    await(yieldNow());
    t.cancel();
    print(await(t), t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private Coroutine<Void> failing() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      throw new IllegalArgumentException("instead");
    }
    return done();
  }

  @Async
  private Coroutine<Void> failsInstead() {
    Task<Void> t = createTask(failing());
    await(yieldNow());
    t.cancel();
    try {
      await(t);
    } catch (IllegalArgumentException e) {
      print("ValueError", e, t.isCancelled());
    }
    return done();
  }

  @Test
  void cancelledBetweenWakeUpAndStep() {
    assertTrace(afterWakeUp(), "True", "cancelled though True", "True");
  }

  @Async
  private Coroutine<Integer> waiting(Future<Integer> f) {
    try {
      return done(await(f));
    } catch (CancelledError e) {
      print("cancelled though", f.isDone());
      throw e;
    }
  }

  @Async
  private Coroutine<Void> afterWakeUp() {
    Future<Integer> f = future();
    Task<Integer> t = createTask(waiting(f));
    await(yieldNow());
    f.setResult(1);
    print(t.cancel());
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled());
    return done();
  }

  @Test
  void anInnerTaskThatSwallowsIsAskedAgain() {
    assertTrace(
        swallowing(), "True 1 1", "inner 0", "True 2 2", "inner 1", "True 3 3", "inner 2", "i 3");
  }

  @Async
  private Coroutine<String> inner() {
    for (int i = 0; i < 3; i++) {
      try {
        await(sleep(ofSeconds(10)));
      } catch (CancelledError e) {
        print("inner", i);
      }
    }
    return done("i");
  }

  @Async
  private Coroutine<String> outer(Task<String> t) {
    return done(await(t));
  }

  @Async
  private Coroutine<Void> swallowing() {
    Task<String> i = createTask(inner());
    Task<String> o = createTask(outer(i));
    await(yieldNow());
    await(yieldNow());
    for (int k = 0; k < 3; k++) {
      print(o.cancel(), o.cancelling(), i.cancelling());
      await(yieldNow());
    }
    print(await(o), o.cancelling());
    return done();
  }
}
