package org.asyncio4j;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private final Loops loops = new Loops();

  private static Script<String> body(Script.Step step) {
    return Script.<String>named("body").then(step);
  }

  /** A body that is interrupted, and throws something else on account of it. */
  private static Script<String> interrupted(java.util.function.UnaryOperator<Throwable> other) {
    return body(v -> Asyncio.sleep(ofSeconds(100)))
        .outcome(
            (value, failure) -> {
              throw other.apply(failure);
            });
  }

  private static Throwable failureOf(Script<String> body) {
    return catchThrowable(() -> Loops.run(Asyncio.timeout(ofSeconds(1), () -> body)));
  }

  @Test
  void causeIsTheCancellation() {
    assertThat(failureOf(body(v -> Asyncio.sleep(ofSeconds(100)))))
        .isInstanceOf(AsyncTimeoutException.class)
        .hasMessage(null)
        .hasNoSuppressedExceptions()
        .cause()
        .isInstanceOf(CancelledError.class);
  }

  @Test
  void failureThatHasTheCancellationBehindItTellsOfTheTimeout() {
    CancelledError[] cancellation = new CancelledError[1];
    Throwable asCause =
        failureOf(
            interrupted(
                e -> {
                  cancellation[0] = (CancelledError) e;
                  return new IOException("outer", new IllegalStateException("inner", e));
                }));
    assertThat(asCause).isInstanceOf(IOException.class).hasNoSuppressedExceptions();
    assertThat(asCause.getCause().getSuppressed())
        .singleElement()
        .isInstanceOf(AsyncTimeoutException.class)
        .satisfies(e -> assertThat(e.getCause()).isSameAs(cancellation[0]));
    Throwable suppressed =
        failureOf(
            interrupted(
                e -> {
                  IOException other = new IOException("other");
                  other.addSuppressed(e);
                  return other;
                }));
    assertThat(suppressed.getSuppressed()).hasSize(2);
    assertThat(suppressed.getSuppressed()[1]).isInstanceOf(AsyncTimeoutException.class);
  }

  @Test
  void soDoMembersOfAGroup() {
    Throwable group =
        failureOf(
            interrupted(
                e ->
                    new ExceptionGroup(
                        "group", List.of(new IOException(e), new IOException("other"), e))));
    assertThat(group.getSuppressed()).hasSize(3);
    List<Throwable> members = ((ExceptionGroup) group).exceptions();
    assertThat(members.get(0).getSuppressed())
        .singleElement()
        .isInstanceOf(AsyncTimeoutException.class);
    assertThat(members.get(1)).hasNoSuppressedExceptions();
    assertThat(members.get(2)).hasNoSuppressedExceptions();
  }

  @Test
  void failureThatHasNothingToDoWithItDoesNot() {
    assertThat(failureOf(interrupted(e -> new IOException("other")))).hasNoSuppressedExceptions();
    IOException circle = new IOException("a");
    circle.initCause(new IOException("b", circle));
    assertThat(failureOf(interrupted(e -> circle))).isSameAs(circle).hasNoSuppressedExceptions();
  }

  @Test
  void bodyInTimeReturnsItsResultAndLeavesNoTimer() {
    VirtualClock clock = new VirtualClock();
    try (Runner runner = Runner.builder().clock(clock).build()) {
      String result =
          runner.run(Asyncio.timeout(ofSeconds(100), () -> Asyncio.sleep(ofSeconds(1), "result")));
      assertThat(result).isEqualTo("result");
      runner.run(Asyncio.yieldNow());
      assertThat(clock.nanoTime()).isEqualTo(ofSeconds(1).toNanos());
    }
  }

  @Test
  void bodyMayReturnNullAndThrowWhatIsChecked() throws Exception {
    Object nothing = Loops.run(Asyncio.timeout(ofSeconds(1), limit -> null));
    assertThat(nothing).isNull();
    IOException failure = new IOException();
    assertThatThrownBy(
            () ->
                Loops.run(
                    Asyncio.timeout(
                        null,
                        () -> {
                          throw failure;
                        })))
        .isSameAs(failure);
  }

  @Test
  void delayCountsFromTheMomentTheCoroutineBegins() {
    List<Duration> whens = new ArrayList<>();
    Loops.run(
        Script.<Object>named("main")
            .then(
                v -> {
                  Coroutine<String> limited =
                      Asyncio.timeout(
                          ofSeconds(2),
                          limit -> {
                            whens.add(limit.when());
                            return Asyncio.done("");
                          });
                  Timeout made = Asyncio.timeout(ofSeconds(2));
                  return Script.<Object>named("later")
                      .then(x -> Asyncio.sleep(ofSeconds(1)))
                      .then(x -> limited)
                      .then(
                          x -> {
                            whens.add(made.when());
                            return null;
                          });
                }));
    assertThat(whens).containsExactly(ofSeconds(3), ofSeconds(2));
  }

  @Test
  void longDelaysDoNotOverflow() {
    String result =
        Loops.run(
            Asyncio.timeout(
                ofSeconds(Long.MAX_VALUE), () -> Asyncio.sleep(ofSeconds(1), "in time")));
    assertThat(result).isEqualTo("in time");
  }

  @Test
  void describesItself() {
    Timeout limit = Asyncio.timeoutAt(ofSeconds(5));
    assertThat(limit).hasToString("<Timeout [created]>");
    Loops.run(
        Asyncio.asyncWith(
            limit,
            entered -> {
              loops.log.add(entered.toString());
              entered.reschedule(null);
              loops.log.add(entered.toString());
              entered.reschedule(ZERO);
              return body(v -> Asyncio.sleep(ofSeconds(1)))
                  .outcome(
                      (value, failure) -> {
                        loops.log.add(entered.toString());
                        return null;
                      });
            }));
    assertThat(loops.log)
        .containsExactly(
            "<Timeout [active] when=PT5S>", "<Timeout [active] when=null>", "<Timeout [expiring]>");
    assertThat(limit).hasToString("<Timeout [expired]>");
    Timeout unused = Asyncio.timeoutAt(null);
    Loops.run(Asyncio.asyncWith(unused, entered -> Asyncio.done("")));
    assertThat(unused).hasToString("<Timeout [finished]>");
    assertThat(unused.when()).isNull();
  }

  @Test
  void exitWithoutEnterIsRefused() {
    Timeout limit = Asyncio.timeoutAt(null);
    assertThatThrownBy(() -> Loops.run(limit.exit(null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Timeout has not been entered");
    Loops.run(Asyncio.asyncWith(limit, entered -> Asyncio.done("")));
    assertThatThrownBy(() -> Loops.run(limit.exit(null)))
        .hasMessage("Timeout has already been exited");
  }

  @Test
  void withoutALoopThereIsNoTimeToCountFrom() {
    assertThatThrownBy(() -> Asyncio.timeout(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no running event loop");
  }

  @Test
  void nullsAreNamed() {
    assertThatThrownBy(() -> Asyncio.timeout(ZERO, (AsyncCallable<String, Exception>) null))
        .hasMessage("timeout(delay, null): a body is required");
    assertThatThrownBy(() -> Asyncio.waitFor((Awaitable<String>) null, ZERO))
        .hasMessage("waitFor(null, ...): a Coroutine, Future, Task or CompletionStage is required");
  }

  @Test
  void waitForAStage() {
    CompletableFuture<String> done = CompletableFuture.completedFuture("done");
    for (Duration timeout : new Duration[] {null, ZERO, ofSeconds(1)}) {
      assertThat(Loops.<String>run(waitFor(done, timeout))).isEqualTo("done");
    }
    for (Duration timeout : new Duration[] {ZERO, ofSeconds(1)}) {
      CompletableFuture<String> pending = new CompletableFuture<>();
      assertThatThrownBy(() -> Loops.run(waitFor(pending, timeout)))
          .isInstanceOf(AsyncTimeoutException.class)
          .hasCauseInstanceOf(CancelledError.class);
      assertThat(pending).isCancelled();
    }
    IOException failure = new IOException();
    assertThatThrownBy(
            () -> Loops.run(waitFor(CompletableFuture.failedFuture(failure), ofSeconds(1))))
        .isSameAs(failure);
  }

  private static Coroutine<String> waitFor(CompletableFuture<String> stage, Duration timeout) {
    return Asyncio.waitFor(stage, timeout);
  }

  @Test
  void waitForWhatHasFailedOrWasCancelledByThen() {
    IOException failure = new IOException();
    for (Duration timeout : new Duration[] {null, ZERO, ofSeconds(1)}) {
      assertThatThrownBy(
              () ->
                  Loops.run(
                      Script.of(
                          v -> {
                            Future<Object> failed = Asyncio.getRunningLoop().createFuture();
                            failed.setException(failure);
                            return Asyncio.waitFor(failed, timeout);
                          })))
          .isSameAs(failure);
      assertThatThrownBy(
              () ->
                  Loops.run(
                      Script.of(
                          v -> {
                            Future<Object> cancelled = Asyncio.getRunningLoop().createFuture();
                            cancelled.cancel();
                            return Asyncio.waitFor(cancelled, timeout);
                          })))
          .isInstanceOf(CancelledError.class);
    }
  }

  @Test
  void shieldOfAStage() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    assertThatThrownBy(
            () -> Loops.run(Script.of(v -> Asyncio.waitFor(Asyncio.shield(pending), ofMillis(1)))))
        .isInstanceOf(AsyncTimeoutException.class);
    assertThat(pending).isNotDone();
    String value =
        Loops.run(
            Script.<String>of(
                v -> {
                  Future<String> outer = Asyncio.shield(pending);
                  pending.complete("value");
                  return outer;
                }));
    assertThat(value).isEqualTo("value");
  }

  @Test
  void virtualMachineErrorsPassThroughAndEndTheLimit() {
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(() -> Loops.run(Asyncio.timeout(ofSeconds(1), () -> failing(error))))
        .isSameAs(error);
  }

  private static Script<String> failing(Throwable failure) {
    return body(v -> Asyncio.yieldNow())
        .then(
            v -> {
              throw failure;
            });
  }
}
