package org.asyncio4j.integration.language;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelScope;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies that are cut short, and who gets the cancellation where several coincide. */
class CancelScopeTest {
  private final List<String> log = new ArrayList<>();

  private void say(@Nullable Object... values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      line.append(line.isEmpty() ? "" : " ").append(value);
    }
    log.add(line.toString());
  }

  private void assertLog(Coroutine<Void> main, String... lines) {
    log.clear();
    VirtualTime.run(main);
    assertThat(log).containsExactly(lines);
  }

  private static int cancelling() {
    return Objects.requireNonNull(currentTask()).cancelling();
  }

  private static Duration in(int seconds) {
    return getRunningLoop().time().plus(ofSeconds(seconds));
  }

  @Async
  private Coroutine<String> work(int seconds) {
    try {
      await(sleep(ofSeconds(seconds)));
    } catch (CancelledError e) {
      say("cancelled", e.getMessage(), Objects.requireNonNull(e.origin()).by());
      throw e;
    } finally {
      await(sleep(ofSeconds(1)));
    }
    return done("value");
  }

  @Test
  void goesOnWhenTheTimeIsOver() {
    assertLog(overTime(), "value", "cancelled null CancelScope", "null PT13S 0", "true true PT22S");
  }

  @Async
  private Coroutine<Void> overTime() {
    String inTime = await(moveOnAfter(ofSeconds(10), () -> work(1)));
    say(inTime);
    String late = await(moveOnAfter(ofSeconds(10), () -> work(100)));
    say(late, getRunningLoop().time(), cancelling());
    CancelScope scope = new CancelScope(in(9));
    await(
        asyncWith(
            scope,
            entered -> {
              await(sleep(ofSeconds(100)));
              return done();
            }));
    say(scope.cancelCalled(), scope.cancelledCaught(), getRunningLoop().time());
    return done();
  }

  @Test
  void cancelledByHandFromInsideAndFromOutside() {
    assertLog(
        byHand(),
        "true false",
        "cancelled enough task 'main'",
        "null true true",
        "false",
        "cancelled null callback CancelScopeTest.<lambda>()",
        "null");
  }

  @Async
  private Coroutine<Void> byHand() {
    Objects.requireNonNull(currentTask()).setName("main");
    CancelScope[] scope = new CancelScope[1];
    String inside =
        await(
            moveOnAfter(
                null,
                own -> {
                  scope[0] = own;
                  say(own.cancel("enough"), own.cancel());
                  return work(100);
                }));
    say(inside, scope[0].cancelCalled(), scope[0].cancelledCaught());
    say(scope[0].cancel());
    String outside =
        await(
            moveOnAfter(
                null,
                own -> {
                  getRunningLoop().callLater(ofSeconds(5), () -> own.cancel());
                  return work(100);
                }));
    say(outside);
    return done();
  }

  @Test
  void cancelledBeforeItIsEntered() {
    assertLog(before(), "true false true", "runs", "true true");
  }

  @Async
  private Coroutine<Void> before() {
    CancelScope scope = new CancelScope();
    say(scope.cancel(), scope.cancel(), scope.cancelCalled());
    await(
        asyncWith(
            scope,
            own -> {
              say("runs");
              await(yieldNow());
              say("never");
              return done();
            }));
    say(scope.cancelCalled(), scope.cancelledCaught());
    return done();
  }

  @Test
  void bodyThatIsDoneAllTheSameLosesNothingAndLeavesNothingBehind() {
    assertLog(lastStep(), "value true false 0", "value true false 1", "not cancelled again");
  }

  @Async
  private Coroutine<Void> lastStep() {
    await(cancelsInItsLastStep());
    Task<Void> task = createTask(cancelsInItsCleanUp());
    await(sleep(ofSeconds(1)));
    task.cancel();
    await(Asyncio.wait(List.of(task)));
    return done();
  }

  @Async
  private Coroutine<Void> cancelsInItsLastStep() {
    CancelScope scope = new CancelScope();
    String value =
        await(
            asyncWith(
                scope,
                own -> {
                  own.cancel();
                  return done("value");
                }));
    say(value, scope.cancelCalled(), scope.cancelledCaught(), cancelling());
    return done();
  }

  /** The count does not come to zero here, and the request must go all the same. */
  @Async
  private Coroutine<Void> cancelsInItsCleanUp() {
    try {
      await(sleep(ofSeconds(100)));
    } finally {
      await(cancelsInItsLastStep());
      await(yieldNow());
      say("not cancelled again");
    }
    return done();
  }

  @Test
  void nestedEachEndsItsOwn() {
    assertLog(nested(1, 2, 100), "inner caught", "outer not caught PT1S");
    assertLog(nested(2, 1, 100), "outer caught PT1S");
    assertLog(nested(1, 1, 100), "outer caught PT1S");
    assertLog(nested(5, 5, 1), "inner not caught", "outer not caught PT1S");
  }

  @Async
  private Coroutine<Void> nested(int innerSeconds, int outerSeconds, int workSeconds) {
    CancelScope outer = new CancelScope(in(outerSeconds));
    await(
        asyncWith(
            outer,
            o -> {
              CancelScope inner = new CancelScope(in(innerSeconds));
              await(
                  asyncWith(
                      inner,
                      i -> {
                        await(sleep(ofSeconds(workSeconds)));
                        return done();
                      }));
              say("inner", inner.cancelledCaught() ? "caught" : "not caught");
              return done();
            }));
    say("outer", outer.cancelledCaught() ? "caught" : "not caught", getRunningLoop().time());
    return done();
  }

  @Test
  void cancellationOfTheTaskPassesThrough() {
    assertLog(passing(0), "outer CancelledError 1", "true");
    assertLog(passing(5), "outer CancelledError 1", "true");
  }

  /** After so many seconds the scope is cancelled as well. */
  @Async
  private Coroutine<Void> passing(int seconds) {
    Task<Void> task = createTask(limited(seconds == 0 ? null : in(seconds)));
    getRunningLoop().callLater(ofSeconds(5), () -> task.cancel());
    await(Asyncio.wait(List.of(task)));
    say(task.isCancelled());
    return done();
  }

  @Async
  private Coroutine<Void> limited(@Nullable Duration when) {
    try {
      await(
          asyncWith(
              new CancelScope(when),
              own -> {
                await(sleep(ofSeconds(100)));
                return done();
              }));
    } catch (CancelledError e) {
      say("outer", e.getClass().getSimpleName(), cancelling());
      throw e;
    }
    return done();
  }

  @Test
  void requestFromBeforeTheScopeIsNotItsOwn() {
    assertLog(pendingRequest(), "true true false", "true");
  }

  @Async
  private Coroutine<Void> pendingRequest() {
    CancelScope scope = new CancelScope();
    Task<Void> task = createTask(cancelsItselfFirst(scope));
    await(Asyncio.wait(List.of(task)));
    say(task.isCancelled(), scope.cancelCalled(), scope.cancelledCaught());
    say(task.cancelling() == 1);
    return done();
  }

  @Async
  private Coroutine<Void> cancelsItselfFirst(CancelScope scope) {
    Objects.requireNonNull(currentTask()).cancel();
    await(
        asyncWith(
            scope,
            own -> {
              own.cancel();
              await(yieldNow());
              return done();
            }));
    return done();
  }

  @Test
  void withTimeoutsAroundAndWithin() {
    assertLog(withTimeouts(), "timeout within", "caught", "timeout around false");
  }

  @Async
  private Coroutine<Void> withTimeouts() {
    CancelScope scope = new CancelScope(in(2));
    await(
        asyncWith(
            scope,
            own -> {
              try {
                await(waitFor(sleep(ofSeconds(100)), ofSeconds(1)));
              } catch (AsyncTimeoutException e) {
                say("timeout within");
              }
              await(sleep(ofSeconds(100)));
              return done();
            }));
    say(scope.cancelledCaught() ? "caught" : "not caught");
    CancelScope later = new CancelScope(in(2));
    try {
      await(waitFor(asyncWith(later, own -> sleep(ofSeconds(100))), ofSeconds(1)));
    } catch (AsyncTimeoutException e) {
      say("timeout around", later.cancelledCaught());
    }
    return done();
  }

  @Test
  void swallowedAndOtherFailures() {
    assertLog(others(), "kept true false", "other true false");
  }

  @Async
  private Coroutine<String> resists() {
    try {
      await(sleep(ofSeconds(100)));
    } catch (CancelledError e) {
      return done("kept");
    }
    return done("never");
  }

  @Async
  private Coroutine<Void> others() {
    CancelScope scope = new CancelScope(in(1));
    String kept = await(asyncWith(scope, own -> resists()));
    say(kept, scope.cancelCalled(), scope.cancelledCaught());
    CancelScope failing = new CancelScope(in(1));
    try {
      await(
          asyncWith(
              failing,
              own -> {
                await(resists());
                throw new IllegalStateException("other");
              }));
    } catch (IllegalStateException e) {
      say(e.getMessage(), failing.cancelCalled(), failing.cancelledCaught());
    }
    return done();
  }

  @Test
  void describesItself() {
    assertLog(
        describes(),
        "<CancelScope [created]>",
        "<CancelScope [active] when=null>",
        "<CancelScope [active] when=PT5S>",
        "<CancelScope [expiring]>",
        "Cannot change state of expiring CancelScope",
        "<CancelScope [expired]>",
        "CancelScope has already been entered");
  }

  @Async
  private Coroutine<Void> describes() {
    CancelScope scope = new CancelScope();
    say(scope);
    await(
        asyncWith(
            scope,
            own -> {
              say(own);
              own.reschedule(ofSeconds(5));
              say(own);
              own.cancel();
              say(own);
              try {
                own.reschedule(null);
              } catch (IllegalStateException e) {
                say(e.getMessage());
              }
              return done();
            }));
    say(scope);
    try {
      await(scope.enter());
    } catch (IllegalStateException e) {
      say(e.getMessage());
    }
    return done();
  }
}
