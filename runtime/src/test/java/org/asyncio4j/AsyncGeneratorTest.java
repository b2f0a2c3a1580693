package org.asyncio4j;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncGeneratorTest {
  private final Loops loops = new Loops();

  /** Emits its values, with a turn of the loop in front of each, and ends. */
  private static Script<Object> numbers(Object... values) {
    Script<Object> frame = Script.named("numbers");
    for (Object value : values) {
      frame.then(v -> Asyncio.yieldNow()).emits(value);
    }
    return frame.then(v -> null);
  }

  /** Emits once, and notes how it is ended. */
  private Script<Object> noting(OnEnd onEnd) {
    return Script.named("noting")
        .emits(1)
        .outcome(
            (value, failure) -> {
              loops.log.add(failure == null ? "sent " + value : Loops.describe(failure));
              return onEnd.run(failure);
            });
  }

  private interface OnEnd {
    Object run(Throwable failure) throws Throwable;
  }

  private static Object rethrow(Throwable failure) throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** Awaits one after the other, and notes what comes of it. */
  private Script<Void> consumer(List<Step> steps) {
    Script<Void> consumer = Script.named("consumer");
    for (Step step : steps) {
      consumer.then(v -> step.next());
      consumer.outcome(
          (value, failure) -> {
            loops.log.add(failure == null ? "got " + value : Loops.describe(failure));
            return null;
          });
    }
    return consumer;
  }

  private interface Step {
    Awaitable<?> next();
  }

  private List<String> consume(Step... steps) {
    Loops.run(consumer(List.of(steps)));
    return loops.log;
  }

  @Test
  void itsItemsComeOneByOneAndThenItHasEnded() {
    AsyncGenerator<Object> generator = numbers(1, 2).generator();
    assertThat(consume(generator::anext, generator::anext, generator::anext, generator::anext))
        .containsExactly("got 1", "got 2", "StopAsyncIteration", "StopAsyncIteration");
  }

  @Test
  void itIsItsOwnIterator() {
    AsyncGenerator<Object> generator = numbers(1).generator();
    assertThat(generator.aiter()).isSameAs(generator);
  }

  @Test
  void itRunsNoFurtherThanAskedFor() {
    AsyncGenerator<Object> generator =
        Script.named("lazy")
            .then(loops.say("begins"))
            .emits(1)
            .then(loops.say("goes on"))
            .generator();
    Coroutine<Object> first = generator.anext();
    assertThat(loops.log).isEmpty();
    assertThat(consume(() -> first)).containsExactly("begins", "got 1");
  }

  @Test
  void whatIsSentIsWhatEmitEvaluatesTo() {
    AsyncGenerator<Object> generator =
        Script.named("echo").emits("a").then(Script.Emit::new).then(Script.Emit::new).generator();
    assertThat(
            consume(
                () -> generator.asend(null),
                () -> generator.asend("b"),
                () -> generator.asend("c")))
        .containsExactly("got a", "got b", "got c");
  }

  @Test
  void anEmittedCoroutineIsAValueLikeAnyOther() {
    Coroutine<String> value = Asyncio.done("value");
    AsyncGenerator<Object> generator = numbers(value, 2).generator();
    assertThat(consume(generator::anext, () -> value, generator::anext))
        .containsExactly("got " + value, "got value", "got 2");
  }

  @Test
  void theEndOfABodyThatReturnsAnythingIsTheEnd() {
    AsyncGenerator<Object> generator = Script.named("empty").then(v -> "ignored").generator();
    assertThat(consume(generator::anext)).containsExactly("StopAsyncIteration");
  }

  @Test
  void nothingCanBeSentToABodyThatHasNotBegun() {
    AsyncGenerator<Object> generator = numbers(1).generator();
    assertThat(consume(() -> generator.asend("early"), generator::anext))
        .containsExactly(
            "IllegalArgumentException: can't send non-None value to a just-started async generator",
            "got 1");
  }

  @Test
  void anExceptionEndsIt() {
    AsyncGenerator<Object> generator =
        Script.named("failing")
            .emits(1)
            .then(v -> Asyncio.yieldNow())
            .then(
                v -> {
                  throw new IOException("disk");
                })
            .generator();
    assertThat(
            consume(
                generator::anext,
                generator::anext,
                generator::anext,
                () -> generator.athrow(new IOException("late")),
                generator::aclose))
        .containsExactly(
            "got 1", "IOException: disk", "StopAsyncIteration", "got null", "got null");
  }

  @Test
  void athrowThrowsAtTheEmitWhichMayGoOn() {
    AsyncGenerator<Object> generator =
        noting(failure -> new Script.Emit("after " + failure.getMessage())).generator();
    IOException disk = new IOException("disk");
    assertThat(consume(generator::anext, () -> generator.athrow(disk), generator::anext))
        .containsExactly("got 1", "IOException: disk", "got after disk", "StopAsyncIteration");
  }

  @Test
  void whatAthrowThrewAndNobodyCaughtEndsIt() {
    AsyncGenerator<Object> generator = numbers(1, 2).generator();
    assertThat(
            consume(
                generator::anext,
                () -> generator.athrow(new IOException("disk")),
                generator::anext))
        .containsExactly("got 1", "IOException: disk", "StopAsyncIteration");
  }

  @Test
  void athrowAtABodyThatHasNotBegunEndsIt() {
    AsyncGenerator<Object> generator = numbers(1, 2).generator();
    assertThat(consume(() -> generator.athrow(new IOException("disk")), generator::anext))
        .containsExactly("IOException: disk", "StopAsyncIteration");
  }

  @Test
  void aBodyThatEndsAtAnAthrowHasNoNextItem() {
    AsyncGenerator<Object> generator = noting(failure -> null).generator();
    assertThat(consume(generator::anext, () -> generator.athrow(new IOException("disk"))))
        .containsExactly("got 1", "IOException: disk", "StopAsyncIteration");
  }

  @Test
  void acloseThrowsAGeneratorExitAtTheEmit() {
    AsyncGenerator<Object> generator = noting(AsyncGeneratorTest::rethrow).generator();
    assertThat(consume(generator::anext, generator::aclose, generator::anext, generator::aclose))
        .containsExactly("got 1", "GeneratorExit", "got null", "StopAsyncIteration", "got null");
  }

  @Test
  void acloseAwaitsWhatTheBodyAwaitsInItsCleanUp() {
    AsyncGenerator<Object> generator =
        Script.named("cleaning")
            .emits(1)
            .outcome((value, failure) -> Asyncio.sleep(ofSeconds(1)))
            .then(loops.say("cleaned up"))
            .generator();
    assertThat(consume(generator::anext, generator::aclose, generator::anext))
        .containsExactly("got 1", "cleaned up", "got null", "StopAsyncIteration");
  }

  @Test
  void acloseBeforeTheFirstItemEndsItWithoutRunningIt() {
    AsyncGenerator<Object> generator = Script.named("unused").then(loops.say("never")).generator();
    assertThat(consume(generator::aclose, generator::anext))
        .containsExactly("got null", "StopAsyncIteration");
  }

  @Test
  void acloseFailsWithWhatTheCleanUpFailsWith() {
    AsyncGenerator<Object> generator =
        noting(
                failure -> {
                  throw new IOException("disk");
                })
            .generator();
    assertThat(consume(generator::anext, generator::aclose, generator::anext))
        .containsExactly("got 1", "GeneratorExit", "IOException: disk", "StopAsyncIteration");
  }

  @Test
  void emittingInsteadOfEndingIsRefusedAndLeavesTheBodySuspended() {
    AsyncGenerator<Object> generator =
        noting(failure -> new Script.Emit("no")).emits("more").generator();
    assertThat(
            consume(
                generator::anext,
                generator::aclose,
                generator::aclose,
                () -> generator.athrow(new IOException()),
                generator::anext))
        .containsExactly(
            "got 1",
            "GeneratorExit",
            "IllegalStateException: async generator ignored GeneratorExit",
            "StopAsyncIteration",
            "StopAsyncIteration",
            "got more");
  }

  @Test
  void eachStepIsAwaitedOnce() {
    AsyncGenerator<Object> generator = numbers(1, 2, 3).generator();
    Coroutine<Object> anext = generator.anext();
    Coroutine<Object> asend = generator.asend(null);
    Coroutine<Object> athrow = generator.athrow(new IOException("disk"));
    Coroutine<Void> aclose = generator.aclose();
    String send = "IllegalStateException: cannot reuse already awaited __anext__()/asend()";
    String close = "IllegalStateException: cannot reuse already awaited aclose()/athrow()";
    assertThat(
            consume(
                () -> anext,
                () -> anext,
                () -> asend,
                () -> asend,
                () -> athrow,
                () -> athrow,
                () -> aclose,
                () -> aclose))
        .containsExactly(
            "got 1", send, "got 2", send, "IOException: disk", close, "got null", close);
  }

  @Test
  void oneStepAtATime() {
    AsyncGenerator<Object> generator = numbers(1, 2).generator();
    Script<Object> main =
        Script.named("main")
            .then(
                v ->
                    Asyncio.gatherOutcomes(
                        generator.anext(),
                        generator.anext(),
                        generator.asend(1),
                        generator.athrow(new IOException()),
                        generator.aclose()))
            .then(
                outcomes -> {
                  for (Object outcome : (List<?>) outcomes) {
                    loops.log.add(
                        outcome instanceof Outcome.Failure<?> failed
                            ? Loops.describe(failed.exception())
                            : "got " + ((Outcome<?>) outcome).value());
                  }
                  return generator.anext();
                });
    assertThat(Loops.run(main)).isEqualTo(2);
    String message = "(): asynchronous generator is already running";
    assertThat(loops.log)
        .containsExactly(
            "got 1",
            "IllegalStateException: anext" + message,
            "IllegalStateException: anext" + message,
            "IllegalStateException: athrow" + message,
            "IllegalStateException: aclose" + message);
  }

  @Test
  void aBodyCannotAwaitItself() {
    AsyncGenerator<?>[] self = new AsyncGenerator<?>[1];
    self[0] = Script.named("self").then(v -> self[0].anext()).generator();
    assertThat(consume(self[0]::anext))
        .containsExactly(
            "IllegalStateException: anext(): asynchronous generator is already running");
  }

  @Test
  void aStrayEndOfIterationIsAFailureOfTheBody() {
    for (Throwable stray : List.of(new StopAsyncIteration(), new StopIteration(null))) {
      for (boolean suspending : new boolean[] {true, false}) {
        AsyncGenerator<Object> generator =
            Script.named("stray")
                .then(v -> suspending ? Asyncio.yieldNow() : null)
                .then(
                    v -> {
                      throw stray;
                    })
                .generator();
        assertThatThrownBy(() -> Loops.run(generator.anext()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("async generator raised " + stray.getClass().getSimpleName())
            .hasCause(stray);
      }
    }
  }

  @Test
  void aCancellationOfTheConsumerReachesWhatTheBodyAwaits() {
    AsyncGenerator<Object> generator =
        Script.named("sleeping")
            .emits(1)
            .then(v -> loops.sleeper("body", 9000))
            .emits(2)
            .generator();
    Script<Object> main =
        Script.named("main")
            .then(v -> generator.anext())
            .then(
                v -> {
                  Task<Object> task = Asyncio.createTask(generator.anext());
                  Asyncio.getRunningLoop().callLater(ofSeconds(1), () -> task.cancel("stop"));
                  return task;
                })
            .outcome((value, failure) -> loops.log.add(Loops.describe(failure)))
            .then(v -> generator.anext())
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("StopAsyncIteration");
    assertThat(loops.log).containsExactly("body CancelledError: stop", "CancelledError: stop");
  }

  @Test
  void aTaskOfAStepThatIsCancelledBeforeItBeginsThrowsAtTheEmit() {
    AsyncGenerator<Object> generator = noting(AsyncGeneratorTest::rethrow).generator();
    Script<Object> main =
        Script.named("main")
            .then(v -> generator.anext())
            .then(
                v -> {
                  Task<Object> task = Asyncio.createTask(generator.anext());
                  task.cancel("stop");
                  return task;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: stop");
    assertThat(loops.log).containsExactly("CancelledError: stop");
  }

  @Test
  void closingAStepByHandThrowsAtTheEmit() {
    AsyncGenerator<Object> generator = noting(AsyncGeneratorTest::rethrow).generator();
    catchThrowable(() -> generator.anext().send(null));
    generator.anext().close();
    assertThat(loops.log).containsExactly("GeneratorExit");
    assertThatThrownBy(() -> generator.anext().send(null)).isInstanceOf(StopAsyncIteration.class);
  }

  @Test
  void closingAConsumerByHandClosesTheBodyThatItAwaits() {
    AsyncGenerator<Object> generator =
        Script.named("body")
            .then(v -> Asyncio.yieldNow())
            .outcome(
                (value, failure) -> {
                  loops.log.add("body " + Loops.describe(failure));
                  throw failure;
                })
            .generator();
    Coroutine<Object> consumer = Script.of(v -> generator.anext());
    consumer.send(null);
    consumer.close();
    assertThat(loops.log).containsExactly("body GeneratorExit");
    assertThatThrownBy(() -> generator.anext().send(null)).isInstanceOf(StopAsyncIteration.class);
  }

  @Test
  void aBodyThatEmitsWhileItsConsumerIsClosedByHandLivesOn() {
    AsyncGenerator<Object> generator =
        Script.named("body")
            .then(v -> Asyncio.yieldNow())
            .outcome((value, failure) -> new Script.Emit("lost"))
            .emits("next")
            .generator();
    Coroutine<Object> consumer = Script.of(v -> generator.anext());
    consumer.send(null);
    consumer.close();
    Throwable end = catchThrowable(() -> generator.anext().send(null));
    assertThat(((StopIteration) end).value()).isEqualTo("next");
  }

  @Test
  void aBodyThatAwaitsWhileItsConsumerIsClosedByHandCountsAsRunning() {
    AsyncGenerator<Object> generator =
        Script.named("body")
            .then(v -> Asyncio.yieldNow())
            .outcome((value, failure) -> Asyncio.yieldNow())
            .generator();
    Coroutine<Object> consumer = Script.of(v -> generator.anext());
    consumer.send(null);
    assertThatThrownBy(consumer::close).hasMessage("coroutine ignored GeneratorExit");
    assertThatThrownBy(() -> generator.anext().send(null))
        .hasMessage("anext(): asynchronous generator is already running");
  }

  @Test
  void aConsumerIsDrivenByHandThroughTheBody() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<Object> future = loop.createFuture();
    AsyncGenerator<Object> generator =
        Script.named("body").then(v -> future).then(Script.Emit::new).generator();
    Coroutine<Object> consumer = Script.of(v -> generator.anext());
    assertThat(consumer.send(null)).isSameAs(future);
    future.setResult("value");
    assertThat(((StopIteration) catchThrowable(() -> consumer.send(null))).value())
        .isEqualTo("value");
    loop.close();
  }

  @Test
  void theTraceGoesFromTheBodyToItsConsumer() {
    AsyncGenerator<Object> suspending =
        Script.named("body")
            .then(v -> Asyncio.yieldNow())
            .then(
                v -> {
                  throw new IOException();
                })
            .generator();
    Throwable failure =
        catchThrowable(
            () ->
                Loops.run(
                    Script.named("main")
                        .then(v -> Script.named("middle").then(x -> suspending.anext()))));
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
        .containsSubsequence("middle", "main", "run");
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getClassName))
        .noneMatch(name -> name.contains("Generator") && !name.contains("Test"))
        .doesNotContain("org.asyncio4j.Driver");
  }

  @Test
  void aSuspendedBodyIsPartOfTheTrace() {
    AsyncGenerator<Object> generator =
        Script.named("body").then(v -> Asyncio.sleep(ofSeconds(9))).generator();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> task =
                      Asyncio.createTask(Script.named("consumer").then(x -> generator.anext()));
                  Asyncio.getRunningLoop().callLater(ofSeconds(1), task::cancel);
                  return task;
                });
    Throwable failure = catchThrowable(() -> Loops.run(main));
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
        .containsSubsequence("body", "consumer", "main");
  }

  @Test
  void namesAreThoseOfItsMethod() {
    AsyncGenerator<Object> generator = numbers(1).generator();
    assertThat(generator.toString()).matches("<async_generator object numbers at 0x[0-9a-f]{8}>");
    assertThat(generator.anext().toString()).startsWith("<coroutine object numbers.anext at 0x");
    assertThat(generator.aclose().toString()).startsWith("<coroutine object numbers.aclose at 0x");
    assertThat(generator.athrow(new IOException()).toString())
        .startsWith("<coroutine object numbers.athrow at 0x");
  }
}
