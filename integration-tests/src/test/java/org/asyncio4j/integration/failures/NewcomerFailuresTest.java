package org.asyncio4j.integration.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.asyncio4j.Asyncio.*;

import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCompilationError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.SourceLines;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;

class NewcomerFailuresTest {
  @Test
  void forgottenAgentIsNamedWithBothRemedies() {
    ProcessRunner.Result result =
        new JavaCommand()
            .classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses())
            .run("org.asyncio4j.samples.HelloWorld");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.outputLines()).containsExactly("hello");
    assertThat(result.stderr().lines().findFirst().orElseThrow())
        .contains("java.lang.IllegalStateException")
        .contains("org.asyncio4j.samples.HelloWorld")
        .contains("-javaagent:asyncio4j-agent.jar")
        .contains("asyncio4j-maven-plugin");
  }

  @Test
  void awaitOutsideAsyncIsReportedWhenTheClassLoadsAndThrownWhenTheMethodIsCalled() {
    ProcessRunner.Result result =
        new JavaCommand()
            .agent()
            .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
            .run(AwaitOutsideAsync.class.getName());

    int line = SourceLines.endingWith(AwaitOutsideAsync.class, "the refused await");
    String place = "AwaitOutsideAsync.java:" + line + ": error: AwaitOutsideAsync.ordinary: ";
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stderr()).contains(place + "await").contains("@Async");
    // The rest of the class works all the same.
    List<String> output = result.outputLines();
    assertThat(output).hasSize(2).startsWith("sound");
    assertThat(output.get(1)).contains(place + "await").contains("@Async");
  }

  /** The same in this JVM: every call fails, not only the first. */
  @Test
  void callingARefusedMethodAlwaysThrows() {
    for (int call = 0; call < 2; call++) {
      assertThatExceptionOfType(AsyncCompilationError.class)
          .isThrownBy(AwaitOutsideAsync::ordinary)
          .withMessageContaining("AwaitOutsideAsync.ordinary");
    }
  }

  @Test
  void runInsideARunningLoopIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> VirtualTime.run(runsAnotherLoop()))
        .withMessage("asyncio.run() cannot be called from a running event loop");
  }

  @Async
  private static Coroutine<Integer> runsAnotherLoop() {
    return done(run(answer()));
  }

  @Test
  void secondAwaitOfACoroutineIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> VirtualTime.run(awaitsTwice()))
        .withMessage("cannot reuse already awaited coroutine");
  }

  @Async
  private static Coroutine<Integer> awaitsTwice() {
    Coroutine<Integer> answer = answer();
    return done(await(answer) + await(answer));
  }

  @Test
  void awaitOfACoroutineThatAnotherAwaitsIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> VirtualTime.run(awaitsWhatATaskRuns()))
        .withMessage("coroutine is being awaited already");
  }

  @Async
  private static Coroutine<Void> awaitsWhatATaskRuns() {
    Coroutine<Void> slow = slow();
    Task<Void> task = createTask(awaits(slow));
    await(yieldNow());
    try {
      await(slow);
    } finally {
      await(task);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> awaits(Coroutine<Void> coroutine) {
    await(coroutine);
    return done();
  }

  @Async
  private static Coroutine<Void> slow() {
    await(yieldNow());
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  @Async
  private static Coroutine<Integer> answer() {
    return done(42);
  }
}
