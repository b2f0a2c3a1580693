package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies beside the given scenario of {@code shield}; the traces are those of 3.14. */
class ShieldNeighboursTest extends Neighbours {
  private static final String REPORT = "handler: ValueError exception in shielded future";

  @Async
  private Coroutine<String> work(int seconds, @Nullable String failure) {
    try {
      await(sleep(ofSeconds(seconds)));
    } catch (CancelledError e) {
      print("work cancelled", PythonText.args(e));
      throw e;
    }
    if (failure != null) {
      throw new IllegalArgumentException(failure);
    }
    print("work done");
    return done("value");
  }

  @Async
  private Coroutine<Void> waits(Awaitable<String> awaitable) {
    try {
      print("got", await(awaitable));
    } catch (Throwable e) {
      print(
          "waits",
          PythonText.typeName(e.getClass()),
          PythonText.args(e),
          Objects.requireNonNull(currentTask()).cancelling());
      throw e;
    }
    return done();
  }

  private void printReports() {
    getRunningLoop()
        .setExceptionHandler((l, c) -> print("handler:", PythonText.inPython(c.message())));
  }

  @Test
  void passesOn() {
    assertTrace(passes(), "work done", "value", "failed");
  }

  @Async
  private Coroutine<Void> passes() {
    print(await(shield(work(1, null))));
    try {
      await(shield(work(1, "failed")));
    } catch (IllegalArgumentException e) {
      print(e);
    }
    return done();
  }

  @Test
  void whoeverAwaitsIsCancelled() {
    assertTrace(
        cancelsAwaiting(), "waits CancelledError ('why',) 1", "True False 0", "work done", "value");
  }

  @Async
  private Coroutine<Void> cancelsAwaiting() {
    Task<String> inner = createTask(work(10, null));
    Task<Void> t = createTask(waits(shield(inner)));
    await(sleep(ofSeconds(1)));
    t.cancel("why");
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), inner.isDone(), inner.cancelling());
    print(await(inner));
    return done();
  }

  @Test
  void whatIsShieldedIsCancelledItself() {
    assertTrace(
        cancelsInner(), "work cancelled ('why',)", "waits CancelledError () 0", "True True 0");
  }

  @Async
  private Coroutine<Void> cancelsInner() {
    Task<String> inner = createTask(work(10, null));
    Future<String> outer = shield(inner);
    Task<Void> t = createTask(waits(outer));
    await(sleep(ofSeconds(1)));
    inner.cancel("why");
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), outer.isCancelled(), t.cancelling());
    return done();
  }

  @Test
  void outerFutureCancelled() {
    assertTrace(cancelsOuter(), "True False", "('a',)", REPORT, "True");
  }

  @Async
  private Coroutine<Void> cancelsOuter() {
    printReports();
    Task<String> inner = createTask(work(10, "late"));
    Future<String> outer = shield(inner);
    print(outer.cancel("a"), outer.cancel());
    try {
      await(outer);
    } catch (CancelledError e) {
      print(PythonText.args(e));
    }
    await(sleep(ofSeconds(20)));
    print(inner.isDone());
    return done();
  }

  @Test
  void shieldedTwice() {
    assertTrace(bothCancelled(), REPORT);
    assertTrace(oneCancelled(), REPORT, "late");
  }

  @Async
  private Coroutine<Void> bothCancelled() {
    printReports();
    Task<String> inner = createTask(work(10, "late"));
    Future<String> a = shield(inner);
    Future<String> b = shield(inner);
    a.cancel();
    await(sleep(ofSeconds(1)));
    b.cancel();
    await(sleep(ofSeconds(20)));
    return done();
  }

  @Async
  private Coroutine<Void> oneCancelled() {
    printReports();
    Task<String> inner = createTask(work(10, "late"));
    Future<String> a = shield(inner);
    Future<String> b = shield(inner);
    a.cancel();
    try {
      await(b);
    } catch (IllegalArgumentException e) {
      print(e);
    }
    return done();
  }

  @Test
  void doneFutureIsReturnedAsItIs() {
    assertTrace(isDone(), "True", "True");
  }

  @Async
  private Coroutine<Void> isDone() {
    Future<String> finished = getRunningLoop().createFuture();
    finished.setResult("value");
    print(shield(finished) == finished);
    Future<String> cancelled = getRunningLoop().createFuture();
    cancelled.cancel();
    print(shield(cancelled) == cancelled);
    return done();
  }

  @Test
  void cancelledInTheTurnInWhichTheInnerEnds() {
    assertTrace(
        inOneTurn(),
        "waits CancelledError () 1",
        "True True",
        "waits CancelledError () 1",
        "True True");
  }

  @Async
  private Coroutine<Void> inOneTurn() {
    for (boolean fails : new boolean[] {false, true}) {
      Future<String> inner = getRunningLoop().createFuture();
      Future<String> outer = shield(inner);
      Task<Void> t = createTask(waits(outer));
      await(sleep(ofSeconds(1)));
      if (fails) {
        t.cancel();
        inner.setException(new IllegalArgumentException("x"));
      } else {
        inner.setResult("v");
        t.cancel();
      }
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled(), outer.isCancelled());
      if (fails) {
        inner.exception();
      }
    }
    return done();
  }
}
