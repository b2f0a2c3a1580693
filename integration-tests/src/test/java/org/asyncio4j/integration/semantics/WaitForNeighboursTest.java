package org.asyncio4j.integration.semantics;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies beside the given scenarios of {@code wait_for}; the traces are those of 3.12. */
class WaitForNeighboursTest extends Neighbours {
  private static int cancelling() {
    return Objects.requireNonNull(currentTask()).cancelling();
  }

  private static <T> Future<T> future() {
    return getRunningLoop().createFuture();
  }

  @Test
  void whatIsAwaitedEndsOtherwiseOrInTime() {
    assertTrace(ends(), "ValueError late 0", "in time", "in time", "TimeoutError True 1 0");
  }

  @Async
  private Coroutine<Void> fails() {
    try {
      await(sleep(ofSeconds(100)));
    } catch (CancelledError e) {
      throw new IllegalArgumentException("late");
    }
    return done();
  }

  @Async
  private Coroutine<Void> ends() {
    try {
      await(waitFor(fails(), ofSeconds(1)));
    } catch (IllegalArgumentException e) {
      print("ValueError", e, cancelling());
    }
    print(await(waitFor(sleep(ofSeconds(1), "in time"), null)));
    print(await(waitFor(sleep(ZERO, "in time"), ofSeconds(1))));
    Task<Void> t = createTask(sleep(ofSeconds(100)));
    try {
      await(waitFor(t, ofSeconds(1)));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", t.isCancelled(), t.cancelling(), cancelling());
    }
    return done();
  }

  @Test
  void whatIsAwaitedIsDone() {
    assertTrace(
        isDone(),
        "done done done",
        "failed 1",
        "failed 0",
        "failed -1",
        "failed None",
        "CancelledError 1",
        "CancelledError 0");
  }

  private static @Nullable Duration limit(@Nullable Integer seconds) {
    return seconds == null ? null : ofSeconds(seconds);
  }

  @Async
  private Coroutine<Void> isDone() {
    Future<String> done = future();
    done.setResult("done");
    print(
        await(waitFor(done, ofSeconds(1))), await(waitFor(done, ZERO)), await(waitFor(done, null)));
    Future<String> failed = future();
    failed.setException(new IllegalArgumentException("failed"));
    for (Integer seconds : Arrays.asList(1, 0, -1, null)) {
      try {
        await(waitFor(failed, limit(seconds)));
      } catch (IllegalArgumentException e) {
        print(e, seconds);
      }
    }
    Future<String> cancelled = future();
    cancelled.cancel();
    for (int seconds = 1; seconds >= 0; seconds--) {
      try {
        await(waitFor(cancelled, ofSeconds(seconds)));
      } catch (CancelledError e) {
        print("CancelledError", seconds);
      }
    }
    return done();
  }

  @Test
  void noTimeToWait() {
    assertTrace(
        noTime(),
        "TimeoutError CancelledError",
        "TimeoutError True 1 0",
        "kept",
        "late",
        "TimeoutError True");
  }

  @Async
  private Coroutine<Void> never() {
    print("never");
    return done();
  }

  @Async
  private Coroutine<String> resists(boolean returns) {
    try {
      await(sleep(ofSeconds(100)));
    } catch (CancelledError e) {
      await(sleep(ofSeconds(1)));
      if (returns) {
        return done("kept");
      }
    }
    throw new IllegalArgumentException("late");
  }

  @Async
  private Coroutine<Void> noTime() {
    try {
      await(waitFor(never(), ZERO));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", PythonText.typeName(Objects.requireNonNull(e.getCause()).getClass()));
    }
    Task<Void> t = createTask(sleep(ofSeconds(100)));
    try {
      await(waitFor(t, ofSeconds(-1)));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", t.isCancelled(), t.cancelling(), cancelling());
    }
    for (boolean returns : new boolean[] {true, false}) {
      Task<String> resisting = createTask(resists(returns));
      await(yieldNow());
      try {
        print(await(waitFor(resisting, ZERO)));
      } catch (IllegalArgumentException e) {
        print(e);
      }
    }
    Future<String> future = future();
    try {
      await(waitFor(future, ZERO));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", future.isCancelled());
    }
    return done();
  }

  @Test
  void noTimeToWaitAndCancelledMeanwhile() {
    assertTrace(cancelledMeanwhile(), "f cancelled False", "True False", "cleaned", "True 1");
  }

  @Async
  private Coroutine<Void> slow() {
    try {
      await(sleep(ofSeconds(100)));
    } finally {
      await(sleep(ofSeconds(10)));
      print("cleaned");
    }
    return done();
  }

  @Async
  private Coroutine<Void> waitsNoTime(Task<Void> inner) {
    try {
      await(waitFor(inner, ZERO));
    } catch (CancelledError e) {
      print("f cancelled", inner.isDone());
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> cancelledMeanwhile() {
    Task<Void> inner = createTask(slow());
    await(yieldNow());
    Task<Void> t = createTask(waitsNoTime(inner));
    await(sleep(ofSeconds(1)));
    t.cancel();
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), inner.isDone());
    await(Asyncio.wait(List.of(inner)));
    print(inner.isCancelled(), inner.cancelling());
    return done();
  }

  @Test
  void whoeverWaitsIsCancelled() {
    assertTrace(
        waiters(), "work ('why',)", "f ('why',)", "True", "work ('why',)", "f ('why',)", "True");
  }

  @Async
  private Coroutine<Void> work() {
    try {
      await(sleep(ofSeconds(100)));
    } catch (CancelledError e) {
      print("work", PythonText.args(e));
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> waits(Supplier<Awaitable<Void>> work) {
    try {
      await(waitFor(work.get(), ofSeconds(10)));
    } catch (CancelledError e) {
      print("f", PythonText.args(e));
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> waiters() {
    for (Supplier<Awaitable<Void>> work :
        List.<Supplier<Awaitable<Void>>>of(this::work, () -> createTask(work()))) {
      Task<Void> t = createTask(waits(work));
      await(sleep(ofSeconds(1)));
      t.cancel("why");
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
    }
    return done();
  }

  @Test
  void whoeverWaitsIsCancelledAsTheTimeIsOver() {
    assertTrace(both(), "CancelledError 1", "True 1");
  }

  @Async
  private Coroutine<Void> waitsASecond() {
    try {
      await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
    } catch (Throwable e) {
      print(PythonText.typeName(e.getClass()), cancelling());
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> both() {
    Task<Void> t = createTask(waitsASecond());
    getRunningLoop().callLater(ofSeconds(1), t::cancel);
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), t.cancelling());
    return done();
  }

  @Test
  void nestedAndOverAtTheSameTime() {
    assertTrace(nested(), "inner CancelledError", "outer TimeoutError 0");
  }

  @Async
  private Coroutine<Void> inner() {
    try {
      await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
    } catch (Throwable e) {
      print("inner", PythonText.typeName(e.getClass()));
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> nested() {
    try {
      await(waitFor(inner(), ofSeconds(1)));
    } catch (AsyncTimeoutException e) {
      print("outer TimeoutError", cancelling());
    }
    return done();
  }
}
