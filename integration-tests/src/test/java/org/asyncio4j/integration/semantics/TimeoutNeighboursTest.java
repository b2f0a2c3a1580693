package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies beside the given scenarios of {@code timeout}; the traces are asyncio's. */
class TimeoutNeighboursTest extends Neighbours {
  private static int cancelling() {
    return Objects.requireNonNull(currentTask()).cancelling();
  }

  @Test
  void withinACancelledCleanUp() {
    assertTrace(cleanUp(), "TimeoutError True 1", "TimeoutError 1", "True 1");
  }

  @Async
  private Coroutine<Void> cleanUp() {
    Task<Void> t = createTask(cleansUp());
    await(yieldNow());
    t.cancel();
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private Coroutine<Void> cleansUp() {
    try {
      await(sleep(ofSeconds(100)));
    } finally {
      Timeout limit = timeout(ofSeconds(1));
      try {
        await(
            asyncWith(
                limit,
                t -> {
                  await(sleep(ofSeconds(100)));
                  return done();
                }));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", limit.expired(), cancelling());
      }
      try {
        await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
      } catch (AsyncTimeoutException e) {
        print("TimeoutError", cancelling());
      }
    }
    return done();
  }

  @Test
  void nestedTheInnerIsOverFirst() {
    assertTrace(nested(2, 1), "inner TimeoutError True False", "outer False 0");
  }

  @Test
  void nestedTheOuterIsOverFirst() {
    assertTrace(nested(1, 2), "inner CancelledError False True", "outer True 0");
  }

  @Async
  private Coroutine<Void> nested(int outerSeconds, int innerSeconds) {
    Timeout outer = timeout(ofSeconds(outerSeconds));
    try {
      await(
          asyncWith(
              outer,
              o -> {
                Timeout inner = timeout(ofSeconds(innerSeconds));
                try {
                  await(
                      asyncWith(
                          inner,
                          i -> {
                            await(sleep(ofSeconds(100)));
                            return done();
                          }));
                } catch (Throwable e) {
                  print("inner", PythonText.typeName(e.getClass()), inner.expired(), o.expired());
                  throw e;
                }
                return done();
              }));
    } catch (AsyncTimeoutException e) {
      print("outer", outer.expired(), cancelling());
    }
    return done();
  }

  @Test
  void rescheduled() {
    assertTrace(
        reschedules(),
        "Timeout has not been entered",
        "None",
        "later",
        "past False",
        "expiring True",
        "Cannot change state of expiring Timeout",
        "TimeoutError",
        "Cannot change state of expired Timeout",
        "Cannot change state of finished Timeout",
        "Timeout has already been entered");
  }

  private void reschedule(Timeout limit, @Nullable Duration when) {
    try {
      limit.reschedule(when);
    } catch (IllegalStateException e) {
      print(e);
    }
  }

  @Async
  private Coroutine<Void> reschedules() {
    EventLoop loop = getRunningLoop();
    Timeout first = timeout(ofSeconds(10));
    reschedule(first, ofSeconds(5));
    try {
      await(
          asyncWith(
              first,
              t -> {
                t.reschedule(null);
                print((Object) t.when());
                await(sleep(ofSeconds(20)));
                print("later");
                t.reschedule(loop.time().minus(ofSeconds(1)));
                print("past", t.expired());
                try {
                  await(sleep(ofSeconds(100)));
                } catch (CancelledError e) {
                  print("expiring", t.expired());
                  reschedule(t, ofSeconds(7));
                  throw e;
                }
                return done();
              }));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError");
    }
    reschedule(first, ofSeconds(7));
    Timeout second = timeout(ofSeconds(1));
    await(
        asyncWith(
            second,
            t -> {
              t.reschedule(loop.time().plus(ofSeconds(2)));
              await(sleep(Duration.ofMillis(1500)));
              return done();
            }));
    reschedule(second, ofSeconds(7));
    try {
      await(
          asyncWith(
              second,
              t -> {
                print("never");
                return done();
              }));
    } catch (IllegalStateException e) {
      print(e);
    }
    return done();
  }

  @Test
  void outsideOfATask() {
    String message = "Timeout should be used inside a task";
    assertTrace(outside(), message, message, message);
  }

  @Async
  private Coroutine<Void> outside() {
    List<Coroutine<?>> all =
        List.of(
            timeout(ofSeconds(1), () -> sleep(ofSeconds(1))),
            waitFor(sleep(ofSeconds(1)), ofSeconds(1)),
            waitFor(sleep(ofSeconds(1)), null));
    getRunningLoop()
        .callSoon(
            () -> {
              for (Coroutine<?> coroutine : all) {
                try {
                  coroutine.send(null);
                } catch (IllegalStateException e) {
                  print(e);
                }
              }
            });
    await(yieldNow());
    return done();
  }

  @Test
  void resultAndExpiryInOneTurn() {
    assertTrace(resultFirst(), "TimeoutError");
    assertTrace(expiryFirst(), "TimeoutError True");
  }

  @Async
  private Coroutine<Void> resultFirst() {
    EventLoop loop = getRunningLoop();
    Future<String> future = loop.createFuture();
    Duration when = loop.time().plus(ofSeconds(1));
    loop.callAt(when, () -> future.setResult("value"));
    try {
      String value = await(asyncWith(timeoutAt(when), t -> done(await(future))));
      print(value);
    } catch (AsyncTimeoutException e) {
      print("TimeoutError");
    }
    return done();
  }

  @Async
  private Coroutine<Void> expiryFirst() {
    EventLoop loop = getRunningLoop();
    Future<String> future = loop.createFuture();
    Timeout limit = timeout(ofSeconds(1));
    try {
      String value =
          await(
              asyncWith(
                  limit,
                  t -> {
                    loop.callAt(
                        Objects.requireNonNull(t.when()),
                        () -> {
                          if (!future.isDone()) {
                            future.setResult("value");
                          }
                        });
                    return done(await(future));
                  }));
      print(value);
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", limit.expired());
    }
    return done();
  }

  @Test
  void swallowedAndThenCancelledByAnother() {
    assertTrace(cancelsLater(), "swallowed 1", "cancelled 2", "True 1");
  }

  @Async
  private Coroutine<Void> cancelsLater() {
    Task<Void> t =
        createTask(
            timeout(
                ofSeconds(1),
                () -> {
                  try {
                    await(sleep(ofSeconds(100)));
                  } catch (CancelledError e) {
                    print("swallowed", cancelling());
                  }
                  try {
                    await(sleep(ofSeconds(100)));
                  } catch (CancelledError e) {
                    print("cancelled", cancelling());
                    throw e;
                  }
                  return done();
                }));
    await(sleep(ofSeconds(2)));
    t.cancel();
    await(Asyncio.wait(List.of(t)));
    print(t.isCancelled(), t.cancelling());
    return done();
  }

  @Test
  void bodyThrowsACancelledErrorOfItsOwn() {
    assertTrace(ownErrors(), "CancelledError own False 0", "TimeoutError CancelledError('own')");
  }

  @Async
  private Coroutine<Void> ownErrors() {
    Timeout limit = timeout(ofSeconds(1));
    try {
      await(
          asyncWith(
              limit,
              t -> {
                throw new CancelledError("own");
              }));
    } catch (CancelledError e) {
      print("CancelledError", e, limit.expired(), cancelling());
    }
    try {
      await(
          timeout(
              ofSeconds(1),
              () -> {
                try {
                  await(sleep(ofSeconds(100)));
                } catch (CancelledError e) {
                  throw new CancelledError("own");
                }
                return done();
              }));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", PythonText.repr(e.getCause()));
    }
    return done();
  }

  @Test
  void awaitedTaskCancelledAlone() {
    assertTrace(child(), "CancelledError False 0");
  }

  @Async
  private Coroutine<Void> child() {
    Task<Void> c = createTask(sleep(ofSeconds(100)));
    getRunningLoop().callLater(ofSeconds(1), c::cancel);
    Timeout limit = timeout(ofSeconds(10));
    try {
      await(asyncWith(limit, t -> done(await(c))));
    } catch (CancelledError e) {
      print("CancelledError", limit.expired(), cancelling());
    }
    return done();
  }
}
