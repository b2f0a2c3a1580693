package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A coroutine that returns another one leaves its place to it. */
class TailTest {
  private static final int TEN_MILLION = 10_000_000;

  /** Counts down by tail calls; every so often, and at the end, it suspends. */
  private static final class Countdown extends Coroutine<String> {
    private final int left;
    private final int pace;
    private boolean suspended;

    Countdown(int left, int pace) {
      this.left = left;
      this.pace = pace;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (!suspended && left % pace == 0) {
        suspended = true;
        Object outcome = await(Asyncio.yieldNow());
        if (outcome == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return left == 0 ? "end" : tail(new Countdown(left - 1, pace));
    }
  }

  /** Awaits a coroutine, if one is given, and leaves its place to another. */
  private static final class Returns extends Coroutine<Object> {
    private final String name;
    private Coroutine<?> first;
    private final Supplier<Coroutine<?>> other;

    Returns(String name, Coroutine<?> first, Supplier<Coroutine<?>> other) {
      this.name = name;
      this.first = first;
      this.other = other;
    }

    @Override
    protected Object resume(Object value, Throwable failure) throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (first != null) {
        Coroutine<?> awaited = first;
        first = null;
        if (await(awaited) == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return tail(other.get());
    }

    @Override
    protected StackTraceElement frame() {
      return new StackTraceElement("com.acme.Tails", name, "Tails.java", 1);
    }

    @Override
    protected String qualifiedName() {
      return name;
    }
  }

  private static Coroutine<Object> returns(Supplier<Coroutine<?>> other) {
    return new Returns("returns", null, other);
  }

  private static Coroutine<Object> yieldsAndReturns(Supplier<Coroutine<?>> other) {
    return new Returns("returns", Asyncio.yieldNow(), other);
  }

  private static Coroutine<Object> awaits(Coroutine<?> inner) {
    return Script.named("awaits").then(v -> inner);
  }

  private static Coroutine<Object> fails() {
    return Script.named("fails")
        .then(v -> Asyncio.yieldNow())
        .then(
            v -> {
              throw new IOException("disk");
            });
  }

  @Test
  void tenMillionTailCallsOfATaskTakeNeitherStackNorMemory() {
    assertThat(Loops.run(new Countdown(TEN_MILLION, Integer.MAX_VALUE))).isEqualTo("end");
  }

  @Test
  void tenMillionTailCallsOfAnAwaitedCoroutineTakeNeitherStackNorMemory() {
    assertThat(Loops.run(awaits(new Countdown(TEN_MILLION, Integer.MAX_VALUE)))).isEqualTo("end");
  }

  @Test
  void nineTailCallsBetweenSuspensionsTenMillionTimes() {
    assertThat(Loops.run(new Countdown(TEN_MILLION, 10))).isEqualTo("end");
    assertThat(Loops.run(awaits(new Countdown(TEN_MILLION, 10)))).isEqualTo("end");
  }

  @Test
  void aSuspensionAfterEachTailCall() {
    assertThat(Loops.run(awaits(new Countdown(1_000_000, 1)))).isEqualTo("end");
  }

  @Test
  void theOutcomeIsThatOfTheOther() {
    assertThat(Loops.<Object>run(returns(() -> Asyncio.done(1)))).isEqualTo(1);
    assertThat(Loops.<Object>run(awaits(returns(() -> Asyncio.done(2))))).isEqualTo(2);
    assertThat(Loops.<Object>run(awaits(yieldsAndReturns(() -> Asyncio.done(3))))).isEqualTo(3);
    assertThat(Loops.<Object>run(yieldsAndReturns(() -> returns(() -> Asyncio.done(4)))))
        .isEqualTo(4);
  }

  @Test
  void returningNullIsReturningNothing() {
    assertThat(Loops.<Object>run(returns(() -> null))).isNull();
    assertThat(Loops.<Object>run(awaits(returns(() -> null)))).isNull();
  }

  @Test
  void theFailureOfTheOtherIsTheVeryObject() {
    for (Coroutine<Object> failing :
        List.of(
            returns(TailTest::fails),
            awaits(returns(TailTest::fails)),
            yieldsAndReturns(TailTest::fails),
            awaits(yieldsAndReturns(() -> returns(TailTest::fails))))) {
      assertThatThrownBy(() -> Loops.run(failing))
          .isInstanceOf(IOException.class)
          .hasMessage("disk");
    }
  }

  @Test
  void theTraceHasTheAwaitersButNotThoseThatHaveReturned() {
    Coroutine<Object> main =
        Script.named("main").then(v -> new Returns("middle", Asyncio.yieldNow(), TailTest::fails));
    Throwable failure = catchThrowable(() -> Loops.run(main));
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
        .contains("main")
        .doesNotContain("middle", "drive", "startTail");
    Throwable ofRoot =
        catchThrowable(() -> Loops.run(new Returns("root", Asyncio.yieldNow(), TailTest::fails)));
    assertThat(Arrays.stream(ofRoot.getStackTrace()).map(StackTraceElement::getMethodName))
        .contains("run")
        .doesNotContain("root", "drive");
  }

  @Test
  void aCoroutineInTailPositionMustNotHaveBeenUsed() {
    Coroutine<Object> used = Script.of(v -> 1);
    catchThrowable(() -> used.send(null));
    Coroutine<Object> awaited = Script.of(v -> Asyncio.yieldNow());
    awaits(awaited).send(null);
    for (int i = 0; i < 4; i++) {
      int form = i;
      assertThatThrownBy(() -> Loops.run(form(form, used)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cannot reuse already awaited coroutine");
      assertThatThrownBy(() -> Loops.run(form(form, awaited)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine is being awaited already");
    }
  }

  private static Coroutine<Object> form(int form, Coroutine<?> other) {
    return switch (form) {
      case 0 -> returns(() -> other);
      case 1 -> awaits(returns(() -> other));
      case 2 -> yieldsAndReturns(() -> other);
      default -> awaits(yieldsAndReturns(() -> other));
    };
  }

  @Test
  void aCoroutineCannotReturnItself() {
    Coroutine<?>[] self = new Coroutine<?>[1];
    self[0] = returns(() -> self[0]);
    assertThatThrownBy(() -> Loops.run(awaits(self[0])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void theAwaiterCanHandleTheRefusalAndGoOn() {
    Coroutine<Object> used = Script.of(v -> 1);
    catchThrowable(() -> used.send(null));
    Script<Object> main =
        Script.named("main")
            .then(v -> returns(() -> used))
            .outcome((value, failure) -> Asyncio.sleep(java.time.Duration.ofSeconds(1), "on"));
    assertThat(Loops.run(main)).isEqualTo("on");
  }

  @Test
  void drivenByHandARootStandsForWhatTookOver() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<Object> future = loop.createFuture();
    Coroutine<Object> root = returns(() -> returns(() -> Script.of(v -> future)));
    assertThat(root.send(null)).isSameAs(future);
    assertThatThrownBy(() -> awaits(root).send(null))
        .hasMessage("coroutine is being awaited already");
    future.setResult("value");
    assertThat(((StopIteration) catchThrowable(() -> root.send(null))).value()).isEqualTo("value");
    assertThatThrownBy(() -> root.send(null)).hasMessage("cannot reuse already awaited coroutine");
    loop.close();
  }

  @Test
  void whatIsRaisedReachesWhatTookOver() {
    Coroutine<Object> root =
        returns(
            () ->
                Script.named("other")
                    .then(v -> Asyncio.yieldNow())
                    .outcome((value, failure) -> "handled " + failure.getMessage()));
    root.send(null);
    Throwable end = catchThrowable(() -> root.raise(new IOException("disk")));
    assertThat(((StopIteration) end).value()).isEqualTo("handled disk");
  }

  @Test
  void closingARootClosesWhatTookOver() {
    Loops loops = new Loops();
    Coroutine<Object> root =
        returns(
            () ->
                Script.named("other")
                    .then(v -> Asyncio.yieldNow())
                    .always(() -> loops.log.add("closed")));
    root.send(null);
    root.close();
    assertThat(loops.log).containsExactly("closed");
    assertThatThrownBy(() -> root.send(null)).hasMessage("cannot reuse already awaited coroutine");
    root.close();
  }

  @Test
  void whatTookOverMayNotIgnoreItsClosing() {
    Coroutine<Object> root =
        returns(
            () ->
                Script.named("other")
                    .then(v -> Asyncio.yieldNow())
                    .outcome((value, failure) -> Asyncio.yieldNow()));
    root.send(null);
    assertThatThrownBy(root::close).hasMessage("coroutine ignored GeneratorExit");
  }

  @Test
  void aGeneratorExitThatIsRaisedPassesThroughTheRoot() {
    Loops loops = new Loops();
    Coroutine<Object> root =
        returns(
            () ->
                Script.named("other")
                    .then(v -> Asyncio.yieldNow())
                    .outcome(
                        (value, failure) -> {
                          loops.log.add("swallowed " + Loops.describe(failure));
                          return null;
                        }));
    root.send(null);
    GeneratorExit exit = new GeneratorExit();
    assertThat(catchThrowable(() -> root.raise(exit))).isInstanceOf(GeneratorExit.class);
    assertThat(loops.log).containsExactly("swallowed GeneratorExit");
    assertThatThrownBy(() -> root.send(null)).hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void aTaskShowsWhereWhatTookOverStands() {
    Loops loops = new Loops();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> task =
                      Asyncio.createTask(
                          returns(
                              () ->
                                  Script.named("other")
                                      .then(x -> Asyncio.yieldNow())
                                      .then(x -> Asyncio.yieldNow())));
                  Asyncio.getRunningLoop()
                      .callSoon(
                          () -> {
                            loops.log.add(task.toString());
                            loops.log.add(task.getStack().toString());
                          });
                  return task;
                });
    Loops.run(main);
    assertThat(loops.log.get(0)).contains("coro=<returns() running at Scripts.java:1>");
    assertThat(loops.log.get(1)).isEqualTo("[com.acme.Scripts.other(Scripts.java:1)]");
  }

  @Test
  void cancellingATaskReachesWhatTookOver() {
    Loops loops = new Loops();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> task =
                      Asyncio.createTask(yieldsAndReturns(() -> loops.sleeper("other", 1000)));
                  Asyncio.getRunningLoop()
                      .callLater(java.time.Duration.ofMillis(1), () -> task.cancel("stop"));
                  return task;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: stop");
    assertThat(loops.log).containsExactly("other CancelledError: stop");
  }
}
