package org.asyncio4j.integration.semantics;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Outcome;
import org.asyncio4j.ReturnWhen;
import org.asyncio4j.Task;
import org.asyncio4j.WaitResult;
import org.junit.jupiter.api.Test;

/** What lies beside the given scenarios of {@code gather} and {@code wait}. */
class GatherNeighboursTest extends Neighbours {
  private static int cancelling() {
    return Objects.requireNonNull(currentTask()).cancelling();
  }

  private static Coroutine<String> sleeper(int millis, String result) {
    return sleep(ofMillis(millis), result);
  }

  @Test
  void aChildIsCancelled() {
    assertTrace(aChildIsCancelledAlone(), "CancelledError ('msg',) 0 False", "u");
    assertTrace(aChildIsCancelledAmongOutcomes(), "CancelledError ('',) u");
    assertTrace(aFutureIsCancelledAmongOutcomes(), "CancelledError ('m',) 1");
  }

  @Async
  private Coroutine<Void> aChildIsCancelledAlone() {
    Task<String> t = createTask(sleeper(10_000, "t"));
    Task<String> u = createTask(sleeper(20, "u"));
    getRunningLoop().callLater(ofMillis(10), () -> t.cancel("msg"));
    try {
      await(gather(t, u));
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e), cancelling(), u.isDone());
    }
    print(await(u));
    return done();
  }

  @Async
  private Coroutine<Void> aChildIsCancelledAmongOutcomes() {
    Task<String> t = createTask(sleeper(10_000, "t"));
    Task<String> u = createTask(sleeper(20, "u"));
    getRunningLoop().callLater(ofMillis(10), () -> t.cancel("msg"));
    List<Outcome<String>> r = await(gatherOutcomes(t, u));
    Throwable e = Objects.requireNonNull(r.get(0).exception());
    print(PythonText.typeName(e.getClass()), PythonText.args(e), r.get(1).value());
    return done();
  }

  @Async
  private Coroutine<Void> aFutureIsCancelledAmongOutcomes() {
    Future<Integer> f = getRunningLoop().createFuture();
    f.cancel("m");
    List<Outcome<Integer>> r = await(gatherOutcomes(f, done(1)));
    Throwable e = Objects.requireNonNull(r.get(0).exception());
    print(PythonText.typeName(e.getClass()), PythonText.args(e), r.get(1).value());
    return done();
  }

  @Test
  void twoFail() {
    assertTrace(twoFailures(), "fails a", "got a", "fails b", "end");
  }

  @Async
  private Coroutine<String> failing(int millis, String name) {
    await(sleep(ofMillis(millis)));
    print("fails", name);
    throw new IllegalArgumentException(name);
  }

  @Async
  private Coroutine<Void> twoFailures() {
    try {
      await(gather(failing(10, "a"), failing(20, "b")));
    } catch (IllegalArgumentException e) {
      print("got", e);
    }
    await(sleep(ofMillis(50)));
    print("end");
    return done();
  }

  @Test
  void childrenSwallowTheCancellation() {
    assertTrace(
        oneSwallows(),
        "True",
        "swallowed",
        "w cancelled ('why',)",
        "True False True CancelledError");
    assertTrace(allSwallow(), "True", "CancelledError ()");
  }

  @Async
  private Coroutine<String> stubborn() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      print("swallowed");
    }
    return done("kept");
  }

  @Async
  private Coroutine<List<String>> waiting(Future<List<String>> g) {
    try {
      return done(await(g));
    } catch (CancelledError e) {
      print("w cancelled", PythonText.args(e));
      throw e;
    }
  }

  @Async
  private Coroutine<Void> oneSwallows() {
    Future<List<String>> g = gather(stubborn(), sleeper(10_000, "s"));
    Task<List<String>> t = createTask(waiting(g));
    await(yieldNow());
    await(yieldNow());
    print(t.cancel("why"));
    await(Asyncio.wait(List.of(t)));
    Throwable e = Objects.requireNonNull(g.exception());
    print(t.isCancelled(), g.isCancelled(), g.isDone(), PythonText.typeName(e.getClass()));
    return done();
  }

  @Async
  private Coroutine<String> silentlyStubborn(String result) {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      return done(result);
    }
    return done("never");
  }

  @Async
  private Coroutine<Void> allSwallow() {
    Future<List<String>> g = gather(silentlyStubborn("1"), silentlyStubborn("2"));
    await(yieldNow());
    print(g.cancel("x"));
    try {
      print(await(g));
    } catch (CancelledError e) {
      print("CancelledError", PythonText.args(e));
    }
    return done();
  }

  @Test
  void whatCancelReturns() {
    assertTrace(cancelReturns(), "True False False True", "False True", "ce", "False");
  }

  @Async
  private Coroutine<Void> cancelReturns() {
    Future<String> f = getRunningLoop().createFuture();
    Future<List<String>> g = gather(f);
    print(g.cancel(), g.isCancelled(), g.isDone(), f.isCancelled());
    await(yieldNow());
    print(g.isCancelled(), g.isDone());
    try {
      g.result();
    } catch (CancelledError e) {
      print("ce");
    }
    print(g.cancel());
    return done();
  }

  @Test
  void callbacksTakeOneTurnEach() {
    assertTrace(callbackOrder(), "cb 2", "cb 0", "cb 1", "turn", "g [0, 1, 2]", "turn");
  }

  @Async
  private Coroutine<Void> callbackOrder() {
    List<Future<Integer>> fs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      fs.add(getRunningLoop().createFuture());
    }
    Future<List<Integer>> g = gather(fs);
    g.addDoneCallback(done -> print("g", done.result()));
    for (Future<Integer> f : fs) {
      f.addDoneCallback(done -> print("cb", done.result()));
    }
    for (int i : new int[] {2, 0, 1}) {
      fs.get(i).setResult(i);
    }
    await(yieldNow());
    print("turn");
    await(yieldNow());
    print("turn");
    return done();
  }

  @Test
  void theFirstException() {
    assertTrace(firstException(), "[True, True, False] [False, False, True]", "True True");
  }

  @Async
  private Coroutine<String> bad() {
    await(sleep(ofMillis(20)));
    throw new ArrayIndexOutOfBoundsException("k");
  }

  @Async
  private Coroutine<Void> firstException() {
    List<Task<String>> ts =
        List.of(createTask(sleeper(10, "1")), createTask(bad()), createTask(sleeper(30, "3")));
    WaitResult<Task<String>> r = await(Asyncio.wait(ts, ReturnWhen.FIRST_EXCEPTION));
    print(
        ts.stream().map(r.done()::contains).toList(),
        ts.stream().map(r.pending()::contains).toList());
    Task<String> c = createTask(sleeper(10_000, "c"));
    getRunningLoop().callLater(ofMillis(1), c::cancel);
    r = await(Asyncio.wait(List.of(c, ts.get(2)), ReturnWhen.FIRST_EXCEPTION));
    print(r.done().contains(c), r.done().contains(ts.get(2)));
    return done();
  }

  @Test
  void waitingForATime() {
    assertTrace(waits(), "1 1", "1 1", "1 1");
  }

  @Async
  private Coroutine<Void> waits() {
    List<Task<String>> ts = List.of(createTask(sleeper(10, "1")), createTask(sleeper(10_000, "2")));
    for (Duration limit : List.of(ofMillis(50), ZERO, ofSeconds(-1))) {
      WaitResult<Task<String>> r = await(Asyncio.wait(ts, limit));
      print(r.done().size(), r.pending().size());
    }
    return done();
  }

  @Test
  void aWaitIsCancelled() {
    assertTrace(waitIsCancelled(), "w [False, False] [0, 0]");
  }

  @Async
  private Coroutine<Void> waitIsCancelled() {
    List<Task<String>> ts =
        List.of(createTask(sleeper(10_000, "1")), createTask(sleeper(10_000, "2")));
    Task<WaitResult<Task<String>>> w = createTask(Asyncio.wait(ts));
    await(yieldNow());
    await(yieldNow());
    w.cancel();
    try {
      await(w);
    } catch (CancelledError e) {
      print(
          "w",
          ts.stream().map(Future::isDone).toList(),
          ts.stream().map(Task::cancelling).toList());
    }
    return done();
  }

  @Test
  void waitingForWhatIsDoneTakesATurn() {
    assertTrace(waitForDone(), "1 [1]");
  }

  @Async
  private Coroutine<Void> waitForDone() {
    Task<Integer> t = createTask(done(1));
    await(t);
    List<Integer> x = new ArrayList<>();
    getRunningLoop().callSoon(() -> x.add(1));
    WaitResult<Task<Integer>> r = await(Asyncio.wait(List.of(t)));
    print(r.done().size(), x);
    return done();
  }
}
