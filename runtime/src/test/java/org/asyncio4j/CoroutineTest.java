package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoroutineTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final Loops loops = new Loops();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void isLazy() {
    Coroutine<Void> coroutine = Script.of(loops.say("ran"));
    assertThat(loops.log).isEmpty();
    assertThatThrownBy(() -> coroutine.send(null)).isInstanceOf(StopIteration.class);
    assertThat(loops.log).containsExactly("ran");
  }

  @Test
  void sendYieldsTheAwaitedFutureAndThenEndsWithTheResult() {
    Future<Integer> future = loop.createFuture();
    Coroutine<Integer> coroutine =
        Script.<Integer>named("c").then(v -> future).then(v -> (int) v * 2);
    assertThat(coroutine.send(null)).isSameAs(future);
    future.setResult(21);
    StopIteration end = (StopIteration) catchThrowable(() -> coroutine.send(null));
    assertThat(end.value()).isEqualTo(42);
    assertThat(end).hasMessage("42");
  }

  @Test
  void sendYieldsNullForABareYieldAndPassesTheValueThatWasSent() {
    Coroutine<Object> bare =
        new Coroutine<>() {
          private boolean begun;

          @Override
          protected Object resume(Object value, Throwable failure) {
            if (begun) {
              return value;
            }
            begun = true;
            return SUSPENDED;
          }
        };
    Coroutine<Object> outer = Script.named("outer").then(v -> bare);
    assertThat(outer.send(null)).isNull();
    assertThat(((StopIteration) catchThrowable(() -> outer.send("sent"))).value())
        .isEqualTo("sent");
  }

  @Test
  void sendingAValueToACoroutineThatHasNotBegunIsRefused() {
    Coroutine<Void> coroutine = Script.of(loops.say("ran"));
    assertThatThrownBy(() -> coroutine.send(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("can't send non-None value to a just-started coroutine");
    assertThat(loops.log).isEmpty();
  }

  @Test
  void resumingBeforeTheFutureIsDoneFailsTheAwait() {
    Future<Integer> future = loop.createFuture();
    Coroutine<Integer> coroutine = Script.of(v -> future);
    coroutine.send(null);
    assertThatThrownBy(() -> coroutine.send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("await wasn't used with future");
  }

  @Test
  void aFinishedCoroutineCannotBeUsedAgain() {
    Coroutine<Void> coroutine = Script.of(v -> null);
    catchThrowable(() -> coroutine.send(null));
    String message = "cannot reuse already awaited coroutine";
    assertThatThrownBy(() -> coroutine.send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> coroutine.raise(new IOException()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Script.of(v -> coroutine).send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  void aCoroutineThatSomebodyAwaitsCannotBeAwaitedByAnother() {
    Coroutine<Object> inner = Script.of(v -> Asyncio.yieldNow());
    Script.of(v -> inner).send(null);
    String message = "coroutine is being awaited already";
    assertThatThrownBy(() -> Script.of(v -> inner).send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> inner.send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(inner::close).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  @Test
  void aRunningCoroutineCannotBeDriven() {
    Coroutine<?>[] self = new Coroutine<?>[1];
    self[0] = Script.of(v -> self[0].send(null));
    assertThatThrownBy(() -> self[0].send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine already executing");
  }

  @Test
  void aCoroutineCannotBeDrivenWhileOneThatItAwaitsRuns() {
    Coroutine<?>[] outer = new Coroutine<?>[1];
    Coroutine<Object> inner =
        Script.named("inner").then(v -> Asyncio.yieldNow()).then(v -> outer[0].send(null));
    outer[0] = Script.of(v -> inner);
    outer[0].send(null);
    assertThatThrownBy(() -> outer[0].send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine already executing");
  }

  @Test
  void raiseThrowsTheVeryObjectAtTheInnermostAwait() {
    Coroutine<Object> inner =
        Script.named("inner")
            .then(v -> Asyncio.yieldNow())
            .outcome(
                (value, failure) -> {
                  loops.log.add("inner sees " + Loops.describe(failure));
                  throw failure;
                });
    Coroutine<Object> outer = Script.of(v -> inner);
    outer.send(null);
    IOException failure = new IOException("disk");
    assertThat(catchThrowable(() -> outer.raise(failure))).isSameAs(failure);
    assertThat(loops.log).containsExactly("inner sees IOException: disk");
  }

  @Test
  void raiseMayBeHandledAndTheCoroutineGoesOn() {
    Future<Object> future = loop.createFuture();
    Coroutine<Object> coroutine =
        Script.named("c").then(v -> Asyncio.yieldNow()).outcome((value, failure) -> future);
    coroutine.send(null);
    assertThat(coroutine.raise(new IOException())).isSameAs(future);
  }

  @Test
  void raiseEndsACoroutineThatHasNotBegun() {
    Coroutine<Void> coroutine = Script.of(loops.say("ran"));
    IOException failure = new IOException();
    assertThat(catchThrowable(() -> coroutine.raise(failure))).isSameAs(failure);
    assertThat(loops.log).isEmpty();
    assertThatThrownBy(() -> coroutine.send(null))
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void raisingAGeneratorExitClosesWhatIsAwaitedFirst() {
    Coroutine<Object> inner =
        Script.named("inner")
            .then(v -> Asyncio.yieldNow())
            .outcome((value, failure) -> "swallowed");
    Coroutine<Object> outer =
        Script.named("outer")
            .then(v -> inner)
            .outcome((value, failure) -> loops.log.add(Loops.describe(failure)));
    outer.send(null);
    assertThatThrownBy(() -> outer.raise(new GeneratorExit())).isInstanceOf(StopIteration.class);
    assertThat(loops.log).containsExactly("GeneratorExit");
  }

  @Test
  void closeRunsCleanUpFromTheInnermostOut() {
    Coroutine<Object> inner =
        Script.named("inner").then(v -> Asyncio.yieldNow()).always(() -> loops.log.add("inner"));
    Coroutine<Object> outer =
        Script.named("outer").then(v -> inner).always(() -> loops.log.add("outer"));
    outer.send(null);
    outer.close();
    assertThat(loops.log).containsExactly("inner", "outer");
    outer.close();
    assertThatThrownBy(() -> outer.send(null)).hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void closeGoesOnOutwardWhereTheInnerSwallowsIt() {
    Coroutine<Object> inner =
        Script.named("inner")
            .then(v -> Asyncio.yieldNow())
            .outcome((value, failure) -> "swallowed");
    Coroutine<Object> outer =
        Script.named("outer")
            .then(v -> inner)
            .outcome(
                (value, failure) -> {
                  loops.log.add(Loops.describe(failure));
                  return null;
                });
    outer.send(null);
    outer.close();
    assertThat(loops.log).containsExactly("GeneratorExit");
  }

  @Test
  void closeBeforeTheFirstStepRunsNothing() {
    Coroutine<Void> coroutine = Script.of(loops.say("ran"));
    coroutine.close();
    assertThat(loops.log).isEmpty();
    assertThatThrownBy(() -> coroutine.send(null))
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void closeThrowsWhatCleanUpThrows() {
    IOException failure = new IOException("in clean-up");
    Coroutine<Object> coroutine =
        Script.named("c")
            .then(v -> Asyncio.yieldNow())
            .outcome(
                (value, ignored) -> {
                  throw failure;
                });
    coroutine.send(null);
    assertThat(catchThrowable(coroutine::close)).isSameAs(failure);
  }

  @Test
  void aCoroutineThatSuspendsInsteadOfClosingIsAnError() {
    Coroutine<Object> coroutine =
        Script.named("c")
            .then(v -> Asyncio.yieldNow())
            .outcome((value, failure) -> Asyncio.yieldNow());
    coroutine.send(null);
    assertThatThrownBy(coroutine::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine ignored GeneratorExit");
  }

  @Test
  void aStrayStopIterationDoesNotEndTheAwaiter() {
    Coroutine<Object> inner =
        Script.of(
            v -> {
              throw new StopIteration("stray");
            });
    assertThatThrownBy(() -> Script.of(v -> inner).send(null))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine raised StopIteration")
        .hasCauseInstanceOf(StopIteration.class);
  }

  @Test
  void awaitingNullSaysWhere() {
    Coroutine<Object> coroutine =
        new Coroutine<>() {
          @Override
          protected Object resume(Object value, Throwable failure) throws Throwable {
            return await((Awaitable<?>) null);
          }

          @Override
          protected String qualifiedName() {
            return "Hello.main";
          }
        };
    assertThatThrownBy(() -> coroutine.send(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "await(null) in Hello.main: a Coroutine, Future, Task or CompletionStage is required");
  }

  @Test
  void printsAsPythonDoes() {
    assertThat(Script.named("Hello.main").toString())
        .matches("<coroutine object Hello.main at 0x[0-9a-f]{8}>");
    assertThat(Asyncio.sleep(java.time.Duration.ZERO).toString())
        .startsWith("<coroutine object sleep at 0x");
  }

  @Test
  void emittingOutsideOfAGeneratorIsThrownBackAtIt() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Script.named("inner").emits(42))
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.<Object>run(main)).isEqualTo("IllegalStateException: Task got bad yield: 42");
  }

  @Test
  void emittingOutsideOfAGeneratorYieldsTheValueToWhoeverSends() {
    assertThat(Script.named("coroutine").emits("junk").send(null)).isEqualTo("junk");
  }
}
