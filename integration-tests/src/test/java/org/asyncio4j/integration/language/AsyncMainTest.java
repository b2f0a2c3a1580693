package org.asyncio4j.integration.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.SourceLines;
import org.junit.jupiter.api.Test;

/** {@code @Async static void main(String[])} runs itself. */
class AsyncMainTest {
  @Test
  void runsToItsEnd() {
    ProcessRunner.Result result = run("a", "b");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout().lines()).containsExactly("hello a", "hello b", "end");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void mayReturnEarly() {
    assertThat(run("a", "stop", "b").stdout().lines()).containsExactly("hello a");
  }

  @Test
  void failsAsAnyMain() {
    ProcessRunner.Result result = run("fail");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stderr().lines())
        .startsWith(
            "Exception in thread \"main\" java.lang.Exception: failed",
            "\tat %s.main(AsyncMain.java:%d)"
                .formatted(
                    AsyncMain.class.getName(), SourceLines.endingWith(AsyncMain.class, "fails")));
  }

  private static ProcessRunner.Result run(String... arguments) {
    return new JavaCommand()
        .agent()
        .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
        .run(AsyncMain.Launcher.class.getName(), arguments);
  }
}
