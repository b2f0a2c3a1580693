package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.asyncio4j.Asyncio.asyncWith;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncWithTest {
  private final Loops loops = new Loops();

  /** Notes what happens to it; with a turn of the loop in each method, or without. */
  private final class Manager implements AsyncContextManager<String> {
    boolean suspends = true;
    boolean handles;
    Throwable enterFailure;
    Throwable exitFailure;

    @Override
    public Coroutine<String> enter() {
      return Script.<String>named("enter")
          .then(ignored -> suspends ? yieldNow() : null)
          .then(loops.say("enter"))
          .then(ignored -> orThrow(enterFailure, "entered"));
    }

    @Override
    public Coroutine<Boolean> exit(Throwable failure) {
      return Script.<Boolean>named("exit")
          .then(loops.say("exit " + (failure == null ? null : Loops.describe(failure))))
          .then(ignored -> suspends ? yieldNow() : null)
          .then(loops.say("exited"))
          .then(ignored -> orThrow(exitFailure, handles));
    }

    private Object orThrow(Throwable failure, Object value) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }

  private final Manager manager = new Manager();

  private Coroutine<String> failing(Throwable failure) {
    return Script.<String>named("body")
        .then(ignored -> yieldNow())
        .then(
            ignored -> {
              throw failure;
            });
  }

  @Test
  void bodyGetsWhatWasEnteredAndItsResultIsThatOfTheWhole() {
    String result =
        Loops.run(
            asyncWith(
                manager,
                entered ->
                    Script.<String>named("body")
                        .then(loops.say("body of " + entered))
                        .then(ignored -> yieldNow())
                        .then(ignored -> "result")));
    assertThat(result).isEqualTo("result");
    assertThat(loops.log).containsExactly("enter", "body of entered", "exit null", "exited");
  }

  @Test
  void nothingRunsBeforeTheAwait() {
    Coroutine<String> unused = asyncWith(manager, entered -> done("result"));
    assertThat(loops.log).isEmpty();
    unused.close();
    assertThat(loops.log).isEmpty();
  }

  @Test
  void whereNothingSuspendsTheWholeDoesNotEither() {
    manager.suspends = false;
    StopIteration end =
        (StopIteration)
            catchThrowable(() -> asyncWith(manager, entered -> done("result")).send(null));
    assertThat(end.value()).isEqualTo("result");
  }

  @Test
  void exitSeesTheFailureWhichIsThrownOn() {
    IOException failure = new IOException("body");
    for (boolean suspends : new boolean[] {true, false}) {
      manager.suspends = suspends;
      loops.log.clear();
      assertThatThrownBy(() -> Loops.run(asyncWith(manager, entered -> failing(failure))))
          .isSameAs(failure);
      assertThat(loops.log).containsExactly("enter", "exit IOException: body", "exited");
    }
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void exitSeesWhatTheBodyThrowsInsteadOfReturningACoroutine() {
    IOException failure = new IOException("body");
    assertThatThrownBy(
            () ->
                Loops.run(
                    asyncWith(
                        manager,
                        entered -> {
                          throw failure;
                        })))
        .isSameAs(failure);
    assertThat(loops.log).containsExactly("enter", "exit IOException: body", "exited");
  }

  @Test
  void handledFailureEndsThereAndTheResultIsNull() {
    manager.handles = true;
    String result = Loops.run(asyncWith(manager, entered -> failing(new IOException("body"))));
    assertThat(result).isNull();
  }

  @Test
  void whatExitReturnsMeansNothingWhereTheBodyReturned() {
    manager.handles = true;
    String result = Loops.run(asyncWith(manager, entered -> done("result")));
    assertThat(result).isEqualTo("result");
  }

  @Test
  void failureOfEnterIsThatOfTheWholeAndNothingElseRuns() {
    manager.enterFailure = new IOException("enter");
    assertThatThrownBy(
            () ->
                Loops.run(
                    asyncWith(
                        manager, entered -> Script.<String>named("body").then(loops.say("body")))))
        .isSameAs(manager.enterFailure);
    assertThat(loops.log).containsExactly("enter");
  }

  @Test
  void failureOfExitReplacesTheBodysWhichItSuppresses() {
    IOException failure = new IOException("body");
    for (boolean suspends : new boolean[] {true, false}) {
      manager.suspends = suspends;
      manager.exitFailure = new IllegalStateException("exit");
      assertThatThrownBy(() -> Loops.run(asyncWith(manager, entered -> failing(failure))))
          .isSameAs(manager.exitFailure)
          .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(failure));
    }
  }

  @Test
  void whatIsTheCauseAlreadyOrTheSameIsNotSuppressedToo() {
    IOException failure = new IOException("body");
    manager.exitFailure = new IllegalStateException("exit", failure);
    assertThatThrownBy(() -> Loops.run(asyncWith(manager, entered -> failing(failure))))
        .isSameAs(manager.exitFailure)
        .hasNoSuppressedExceptions();
    manager.exitFailure = failure;
    assertThatThrownBy(() -> Loops.run(asyncWith(manager, entered -> failing(failure))))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
  }

  @Test
  void failureOfExitAloneIsThatOfTheWhole() {
    manager.exitFailure = new IllegalStateException("exit");
    assertThatThrownBy(() -> Loops.run(asyncWith(manager, entered -> done("result"))))
        .isSameAs(manager.exitFailure)
        .hasNoSuppressedExceptions();
  }

  @Test
  void exitRunsForACancellationAndMaySuspend() {
    Script<Object> main = Script.named("main");
    Task<?>[] task = new Task<?>[1];
    main.then(
            ignored -> {
              task[0] =
                  Asyncio.createTask(
                      asyncWith(manager, entered -> loops.sleeper("body", 1000).then(v -> v)));
              return Asyncio.sleep(java.time.Duration.ofMillis(1));
            })
        .then(ignored -> task[0].cancel("why"))
        .then(ignored -> Asyncio.wait(List.of(task[0])))
        .then(ignored -> task[0].isCancelled());
    assertThat(Loops.run(main)).isEqualTo(true);
    assertThat(loops.log)
        .containsExactly("enter", "body CancelledError: why", "exit CancelledError: why", "exited");
  }

  @Test
  void closedByHandItExitsWithGeneratorExit() {
    manager.suspends = false;
    Coroutine<String> with =
        asyncWith(manager, entered -> Script.<String>named("body").then(ignored -> yieldNow()));
    with.send(null);
    with.close();
    assertThat(loops.log).containsExactly("enter", "exit GeneratorExit", "exited");
  }

  @Test
  void nullsAreNamed() {
    assertThatThrownBy(() -> asyncWith(null, entered -> done("")))
        .hasMessage("asyncWith(null, ...): a manager is required");
    assertThatThrownBy(() -> asyncWith(manager, null))
        .hasMessage("asyncWith(..., null): a body is required");
    AsyncContextManager<String> broken =
        new AsyncContextManager<>() {
          @Override
          public Coroutine<String> enter() {
            return null;
          }

          @Override
          public Coroutine<Boolean> exit(Throwable failure) {
            return null;
          }
        };
    assertThatThrownBy(() -> Loops.run(asyncWith(broken, entered -> done(""))))
        .isInstanceOf(NullPointerException.class)
        .hasMessageEndingWith(".enter() returned null");
  }
}
