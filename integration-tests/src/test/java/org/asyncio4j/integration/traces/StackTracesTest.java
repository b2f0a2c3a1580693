package org.asyncio4j.integration.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.SourceLines;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each expected frame is a comment on its line: the method's name, a colon and what happens there.
 */
class StackTracesTest {
  /** How many turns of the loop the innermost coroutine takes before it throws. */
  private int turns;

  /** What the innermost coroutine threw. */
  private @Nullable RuntimeException thrown;

  @Async
  private Coroutine<Void> leaf() {
    for (int turn = 0; turn < turns; turn++) {
      await(yieldNow());
    }
    thrown = new RuntimeException("boom"); // leaf: fails
    throw thrown;
  }

  @Async
  private Coroutine<Void> middle() {
    String local = "kept";
    await(leaf()); // middle: awaits leaf
    assertThat(local).isEqualTo("kept");
    return done();
  }

  @Async
  private Coroutine<Void> root() {
    await(middle()); // root: awaits middle
    return done();
  }

  @Test
  void threeCoroutinesAfterASuspension() {
    turns = 2;
    assertThat(framesOf(failureOf(root())))
        .isEqualTo(marked("leaf: fails", "middle: awaits leaf", "root: awaits middle"));
  }

  @Test
  void threeCoroutinesWithoutASuspension() {
    turns = 0;
    assertThat(framesOf(failureOf(root())))
        .isEqualTo(marked("leaf: fails", "middle: awaits leaf", "root: awaits middle"));
  }

  @Async
  private Coroutine<Void> joins() {
    await(createTask(middle())); // joins: awaits the task
    return done();
  }

  @Async
  private Coroutine<Void> rootOfTask() {
    await(joins()); // rootOfTask: awaits joins
    return done();
  }

  @Test
  void acrossATask() {
    turns = 1;
    assertThat(framesOf(failureOf(rootOfTask())))
        .isEqualTo(
            marked(
                "leaf: fails",
                "middle: awaits leaf",
                "joins: awaits the task",
                "rootOfTask: awaits joins"));
  }

  @Test
  void acrossATaskThatNeverSuspends() {
    turns = 0;
    assertThat(framesOf(failureOf(rootOfTask())))
        .isEqualTo(
            marked(
                "leaf: fails",
                "middle: awaits leaf",
                "joins: awaits the task",
                "rootOfTask: awaits joins"));
  }

  @Async
  private Coroutine<Void> gathers() {
    await(gather(yieldNow(), middle())); // gathers: awaits all
    return done();
  }

  @Test
  void acrossGather() {
    turns = 3;
    assertThat(framesOf(failureOf(gathers())))
        .isEqualTo(marked("leaf: fails", "middle: awaits leaf", "gathers: awaits all"));
  }

  @Async
  private Coroutine<Void> rethrows() {
    try {
      await(middle()); // rethrows: awaits middle
    } catch (RuntimeException e) {
      await(yieldNow());
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> rootOfRethrows() {
    await(rethrows()); // rootOfRethrows: awaits rethrows
    return done();
  }

  @Test
  void rethrownAfterAnotherSuspensionShowsEachFrameOnce() {
    turns = 1;
    assertThat(framesOf(failureOf(rootOfRethrows())))
        .isEqualTo(
            marked(
                "leaf: fails",
                "middle: awaits leaf",
                "rethrows: awaits middle",
                "rootOfRethrows: awaits rethrows"));
  }

  @Async
  private Coroutine<StackTraceElement[]> handles() {
    try {
      await(middle()); // handles: awaits middle
    } catch (RuntimeException e) {
      return done(e.getStackTrace());
    }
    return done(new StackTraceElement[0]);
  }

  @Test
  void handlerInsideACoroutineSeesTheFramesToo() {
    turns = 1;
    assertThat(frames(VirtualTime.run(handles())))
        .startsWith(
            marked("leaf: fails", "middle: awaits leaf", "handles: awaits middle")
                .toArray(String[]::new));
  }

  @Async
  private Coroutine<Void> callsALambda() {
    Coroutine<Void> lambda =
        async(
            () -> {
              await(middle()); // lambda$callsALambda: awaits middle
              return done();
            });
    await(lambda); // callsALambda: awaits the lambda
    return done();
  }

  @Test
  void lambdaIsAFrameOfItsOwn() {
    turns = 1;
    assertThat(framesOf(failureOf(callsALambda())))
        .isEqualTo(
            marked(
                "leaf: fails",
                "middle: awaits leaf",
                "lambda$callsALambda: awaits middle",
                "callsALambda: awaits the lambda"));
  }

  @Async
  private Coroutine<Void> failsChecked() throws IOException {
    await(yieldNow());
    throw new IOException("disk"); // failsChecked: throws
  }

  @Async
  private Coroutine<Void> awaitsChecked() throws IOException {
    await(failsChecked()); // awaitsChecked: awaits
    return done();
  }

  @Test
  void checkedExceptionIsThrownAsItIs() throws IOException {
    Throwable failure = caught(awaitsChecked());
    assertThat(failure).isExactlyInstanceOf(IOException.class).hasMessage("disk").hasNoCause();
    assertThat(framesOf(failure))
        .isEqualTo(marked("failsChecked: throws", "awaitsChecked: awaits"));
  }

  @Test
  void belowTheCoroutinesStandsWhoeverCalledRun() {
    turns = 1;
    StringWriter text = new StringWriter();
    failureOf(root()).printStackTrace(new PrintWriter(text, true));
    assertThat(text.toString().lines())
        .startsWith("java.lang.RuntimeException: boom")
        .anyMatch(line -> line.contains(".belowTheCoroutinesStandsWhoeverCalledRun("))
        .noneMatch(line -> line.contains("$Coroutine.") || line.contains("CompiledCoroutine"));
  }

  private Throwable failureOf(Coroutine<Void> main) {
    Throwable failure = caught(main);
    assertThat(failure).isSameAs(thrown).hasNoCause().hasNoSuppressedExceptions();
    return failure;
  }

  private static Throwable caught(Coroutine<Void> main) {
    try {
      VirtualTime.run(main);
    } catch (Throwable failure) {
      return failure;
    }
    throw new AssertionError("nothing was thrown");
  }

  private static List<String> framesOf(Throwable failure) {
    return frames(failure.getStackTrace());
  }

  /**
   * All frames above the call of {@code run}, as {@code method:line}, without the numbers that
   * javac gives to lambdas.
   */
  private static List<String> frames(StackTraceElement[] trace) {
    return Stream.of(trace)
        .takeWhile(frame -> !frame.getClassName().matches("org\\.asyncio4j\\.(Asyncio|Runner)"))
        .map(
            frame -> frame.getMethodName().replaceAll("\\$\\d+$", "") + ":" + frame.getLineNumber())
        .toList();
  }

  /** The frames that comments of this file mark. */
  private static List<String> marked(String... comments) {
    return Stream.of(comments)
        .map(
            comment ->
                comment.substring(0, comment.indexOf(':') + 1)
                    + SourceLines.endingWith(StackTracesTest.class, comment))
        .toList();
  }
}
