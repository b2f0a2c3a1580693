package org.asyncio4j.integration.semantics;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionGroup;
import org.asyncio4j.Task;
import org.asyncio4j.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time limits around and within task groups and gathers; the traces are those of 3.14. */
class LimitsAndGroupsNeighboursTest extends Neighbours {
  private static int cancelling() {
    return Objects.requireNonNull(currentTask()).cancelling();
  }

  @Async
  private Coroutine<Void> child(String n, int seconds, @Nullable RuntimeException failure) {
    try {
      await(sleep(ofSeconds(seconds)));
    } catch (CancelledError e) {
      print(n, "cancelled");
      throw e;
    }
    if (failure != null) {
      throw failure;
    }
    print(n, "done");
    return done();
  }

  private Coroutine<Void> child(String n) {
    return child(n, 100, null);
  }

  private static RuntimeException valueError() {
    return new IllegalArgumentException("v");
  }

  private void printFailure(Throwable e, @Nullable Timeout limit) {
    String name = e instanceof ExceptionGroup ? "ExceptionGroup" : e.getClass().getSimpleName();
    if (e instanceof ExceptionGroup group && limit == null) {
      List<String> members =
          group.exceptions().stream().map(m -> PythonText.typeName(m.getClass())).toList();
      print(name, members, cancelling());
    } else {
      print(name, limit == null ? null : limit.expired(), cancelling());
    }
  }

  @Async
  private Coroutine<Void> yieldOnce() {
    try {
      await(yieldNow());
      print("not cancelled");
    } catch (CancelledError e) {
      print("cancelled after");
    }
    return done();
  }

  @Test
  void groupWithinATimeout() {
    assertTrace(groupInTimeout(false), "a cancelled", "b cancelled", "TimeoutError 0");
    assertTrace(groupInTimeout(true), "a cancelled", "b cancelled", "TimeoutError 0");
  }

  @Async
  private Coroutine<Void> groupInTimeout(boolean bodyWaits) {
    try {
      await(
          timeout(
              ofSeconds(1),
              () ->
                  taskGroup(
                      g -> {
                        g.createTask(child("a"));
                        g.createTask(child("b"));
                        if (bodyWaits) {
                          await(sleep(ofSeconds(100)));
                        }
                        return done();
                      })));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", cancelling());
    }
    return done();
  }

  @Test
  void childFailsAndItsSiblingCleansUpBeyondTheTime() {
    assertTrace(slowSibling(), "slow cleaned", "ExceptionGroup True 0", "not cancelled");
  }

  @Async
  private Coroutine<Void> slow() {
    try {
      await(sleep(ofSeconds(100)));
    } finally {
      try {
        await(sleep(ofSeconds(5)));
      } finally {
        print("slow cleaned");
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> slowSibling() {
    Timeout limit = timeout(ofSeconds(2));
    try {
      await(
          asyncWith(
              limit,
              t ->
                  taskGroup(
                      g -> {
                        g.createTask(child("a", 1, valueError()));
                        g.createTask(slow());
                        return done();
                      })));
    } catch (Throwable e) {
      printFailure(e, limit);
    }
    await(yieldOnce());
    return done();
  }

  @Test
  void timeoutWithinAGroup() {
    assertTrace(
        timeoutInBody(), "a cancelled", "ExceptionGroup ['TimeoutError'] 0", "not cancelled");
    assertTrace(handledInBody(), "handled 0", "a done", "end");
  }

  @Async
  private Coroutine<Void> timeoutInBody() {
    try {
      await(
          taskGroup(
              g -> {
                g.createTask(child("a"));
                await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
                return done();
              }));
    } catch (Throwable e) {
      printFailure(e, null);
    }
    await(yieldOnce());
    return done();
  }

  @Async
  private Coroutine<Void> handledInBody() {
    await(
        taskGroup(
            g -> {
              g.createTask(child("a", 3, null));
              try {
                await(timeout(ofSeconds(1), () -> sleep(ofSeconds(100))));
              } catch (AsyncTimeoutException e) {
                print("handled", cancelling());
              }
              return done();
            }));
    print("end");
    return done();
  }

  @Test
  void groupFailsWhileItsBodyIsInATimeout() {
    assertTrace(bodyInTimeout(), "ExceptionGroup False 0", "not cancelled");
  }

  @Async
  private Coroutine<Void> bodyInTimeout() {
    Timeout limit = timeout(ofSeconds(100));
    try {
      await(
          taskGroup(
              g -> {
                g.createTask(child("a", 1, valueError()));
                await(asyncWith(limit, t -> sleep(ofSeconds(100))));
                return done();
              }));
    } catch (Throwable e) {
      printFailure(e, limit);
    }
    await(yieldOnce());
    return done();
  }

  @Test
  void waitForInAChild() {
    assertTrace(
        limitedChild(), "child timeout 0", "b cancelled", "ExceptionGroup ['TimeoutError'] 0");
  }

  @Async
  private Coroutine<Void> waiting() {
    try {
      await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
    } catch (AsyncTimeoutException e) {
      print("child timeout", cancelling());
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> limitedChild() {
    try {
      await(
          taskGroup(
              g -> {
                g.createTask(waiting());
                g.createTask(child("b"));
                return done();
              }));
    } catch (Throwable e) {
      printFailure(e, null);
    }
    return done();
  }

  @Test
  void gatherAndShieldWithinWaitFor() {
    assertTrace(
        gathered(),
        "b done",
        "a cancelled",
        "TimeoutError 0",
        "b cancelled",
        "TimeoutError False",
        "s done");
  }

  @Async
  private Coroutine<Void> gathered() {
    try {
      await(waitFor(gather(child("a"), child("b", 1, null)), ofSeconds(2)));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", cancelling());
    }
    Task<Void> t = createTask(child("s", 3, null));
    try {
      await(waitFor(gather(shield(t), child("b")), ofSeconds(2)));
    } catch (AsyncTimeoutException e) {
      print("TimeoutError", t.isDone());
    }
    await(t);
    return done();
  }

  @Test
  void limitsInARowWithACancellationInBetween() {
    assertTrace(inARow(), "timeout 0", "cancelled 1 1 0", "timeout 2");
  }

  @Async
  private Coroutine<Void> limits() {
    Task<?> self = Objects.requireNonNull(currentTask());
    for (int i = 0; i < 3; i++) {
      try {
        await(waitFor(sleep(ofSeconds(100)), ofSeconds(10)));
      } catch (AsyncTimeoutException e) {
        print("timeout", i);
      } catch (CancelledError e) {
        print("cancelled", i, self.cancelling(), self.uncancel());
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> inARow() {
    Task<Void> t = createTask(limits());
    await(sleep(ofSeconds(15)));
    t.cancel();
    await(t);
    return done();
  }
}
