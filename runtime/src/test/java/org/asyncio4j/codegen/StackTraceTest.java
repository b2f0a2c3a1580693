package org.asyncio4j.codegen;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Runner;
import org.asyncio4j.Task;
import org.asyncio4j.VirtualClock;
import org.junit.jupiter.api.Test;

/** Traces read as if awaits were ordinary calls. */
class StackTraceTest {

  private static Coroutine<Object> fails(Awaitable<?> first) {
    return new Hello.fails$Coroutine(first);
  }

  private static Coroutine<Object> awaits(String name, Awaitable<?> awaited) {
    return new Hello.awaits$Coroutine(name, awaited);
  }

  private static Throwable failureOf(Coroutine<?> main) {
    return catchThrowable(
        () -> {
          try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
            runner.run(main);
          }
        });
  }

  /**
   * The trace down to this class's own first frame: methods, with the line where that is made up.
   */
  private static List<String> trace(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(StackTraceTest.class.getName()))
        .map(StackTraceTest::describe)
        .toList();
  }

  private static String describe(StackTraceElement frame) {
    String name =
        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1)
            + '.'
            + frame.getMethodName();
    return frame.getLineNumber() >= Hello.SUSPENDED_LINE && name.startsWith("Hello.")
        ? name + ':' + frame.getLineNumber()
        : name;
  }

  @Test
  void afterASuspensionTheSuspendedAwaitersFollow() {
    Throwable failure = failureOf(awaits("main", awaits("middle", fails(Asyncio.yieldNow()))));
    assertThat(failure).isInstanceOf(IOException.class);
    assertThat(trace(failure))
        .containsExactly("Hello.fails", "Hello.middle:101", "Hello.main:101", "Runner.run");
    assertThat(failure.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("failureOf"));
  }

  @Test
  void withoutASuspensionTheBodiesThemselvesFollow() {
    Throwable failure = failureOf(awaits("main", awaits("middle", fails(Asyncio.done()))));
    assertThat(trace(failure))
        .containsExactly("Hello.fails", "Hello.awaits", "Hello.awaits", "Runner.run");
  }

  @Test
  void fromAsyncioRunItIsTheLastOfTheRuntimesFrames() {
    Throwable failure =
        catchThrowable(() -> Asyncio.run(awaits("main", fails(Asyncio.yieldNow()))));
    assertThat(trace(failure)).containsExactly("Hello.fails", "Hello.main:101", "Asyncio.run");
  }

  @Test
  void theCauseIsMendedToo() {
    Throwable failure = failureOf(awaits("main", fails(Asyncio.yieldNow())));
    assertThat(trace(failure.getCause()))
        .containsExactly("Hello.fails", "Hello.main:101", "Runner.run");
  }

  @Test
  void theFailureOfATaskGoesOnWithWhoAwaitsIt() {
    Coroutine<Object> child = awaits("child", fails(Asyncio.yieldNow()));
    Throwable failure =
        failureOf(Asyncio.async(() -> awaits("main", awaits("middle", Asyncio.createTask(child)))));
    assertThat(trace(failure))
        .containsExactly(
            "Hello.fails", "Hello.child:101", "Hello.middle:101", "Hello.main:101", "Runner.run");
  }

  @Test
  void theFailureOfATaskThatIsDoneGoesOnWithTheAwaitThatThrowsIt() {
    Task<?>[] task = new Task<?>[1];
    Coroutine<Object> main =
        Asyncio.async(
            () -> {
              task[0] = Asyncio.createTask(awaits("child", fails(Asyncio.yieldNow())));
              return awaits("sleeps", Asyncio.sleep(ofSeconds(1)));
            });
    try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
      runner.run(main);
      Throwable failure =
          catchThrowable(() -> runner.run(awaits("main", awaits("middle", task[0]))));
      assertThat(trace(failure))
          .containsExactly(
              "Hello.fails", "Hello.child:101", "Hello.middle:101", "Hello.main:101", "Runner.run");
    }
  }

  @Test
  void aFutureThatIsCancelledByThenShowsTheAwaitThatThrowsIt() {
    Throwable failure =
        failureOf(
            Asyncio.async(
                () -> {
                  Future<Object> future = Asyncio.getRunningLoop().createFuture();
                  future.cancel("reason");
                  return awaits("main", awaits("middle", future));
                }));
    assertThat(failure).isInstanceOf(CancelledError.class).hasMessage("reason");
    assertThat(trace(failure)).containsExactly("Hello.middle:101", "Hello.main:101", "Runner.run");
  }

  @Test
  void severalAwaitersAddTheirFramesOnce() {
    Throwable failure =
        failureOf(
            Asyncio.async(
                () -> {
                  Task<Object> child = Asyncio.createTask(fails(Asyncio.yieldNow()));
                  Task<Object> first = Asyncio.createTask(awaits("first", child));
                  Task<Object> second = Asyncio.createTask(awaits("second", child));
                  return awaits("main", Asyncio.gather(first, second));
                }));
    assertThat(trace(failure))
        .containsOnlyOnce("Hello.first:101")
        .doesNotContain("Hello.second:101");
  }

  @Test
  void theFailureThatACallbackSetsGoesOnWithWhoAwaitsIt() {
    EventLoop loop = EventLoop.create(new VirtualClock());
    Future<Object> future = loop.createFuture();
    loop.callLater(ofSeconds(1), () -> future.setException(new IOException()));
    Throwable failure = catchThrowable(() -> loop.runUntilComplete(awaits("main", future)));
    assertThat(describe(failure.getStackTrace()[0])).startsWith("StackTraceTest.lambda");
    assertThat(
            Arrays.stream(failure.getStackTrace()).skip(1).limit(2).map(StackTraceTest::describe))
        .containsExactly("Hello.main:101", "EventLoop.runUntilComplete");
    loop.close();
  }

  @Test
  void aCancellationShowsWhatItInterrupts() {
    Throwable failure =
        failureOf(
            Asyncio.async(
                () -> {
                  Task<Object> task =
                      Asyncio.createTask(
                          awaits("outer", awaits("inner", Asyncio.sleep(ofSeconds(9)))));
                  Asyncio.getRunningLoop().callLater(ofSeconds(1), task::cancel);
                  return awaits("main", task);
                }));
    assertThat(failure).isInstanceOf(CancelledError.class);
    assertThat(trace(failure))
        .containsExactly("Hello.inner:101", "Hello.outer:101", "Hello.main:101", "Runner.run");
  }

  @Test
  void aCoroutineDrivenByHandKeepsTheFramesOfItsDriver() {
    Coroutine<Object> inner = awaits("inner", fails(Asyncio.yieldNow()));
    inner.send(null);
    Coroutine<Object> main =
        Asyncio.async(
            () -> {
              inner.send(null);
              return null;
            });
    Throwable failure = failureOf(awaits("main", main));
    assertThat(trace(failure)).containsExactly("Hello.fails", "Hello.inner:101", "Coroutine.send");
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceTest::describe))
        .containsSubsequence("Coroutine.send", "Hello.awaits", "Runner.run")
        .noneMatch(frame -> frame.startsWith("Driver."));
  }

  @Test
  void whatAnAwaiterThrowsInsteadIsMendedForItself() {
    IllegalStateException[] own = new IllegalStateException[1];
    Coroutine<Object> translates =
        new CompiledCoroutine<>() {
          @Override
          protected Object resume(Object value, Throwable failure) throws Throwable {
            if (failure == null) {
              state = 1;
              return CompiledCoroutine.await(fails(Asyncio.yieldNow()), this);
            }
            own[0] = new IllegalStateException("translated", failure);
            throw own[0];
          }

          @Override
          protected String declaringClass() {
            return "Translator";
          }

          @Override
          protected String methodName() {
            return "translates";
          }

          @Override
          protected String sourceFile() {
            return null;
          }

          @Override
          protected int line(int state) {
            return -1;
          }
        };
    Throwable failure = failureOf(awaits("main", translates));
    assertThat(failure).isSameAs(own[0]);
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceTest::describe))
        .startsWith("StackTraceTest$1.resume", "Hello.main:101", "Runner.run");
    assertThat(trace(failure.getCause()))
        .containsExactly("Hello.fails", "Translator.translates", "Hello.main:101", "Runner.run");
  }
}
