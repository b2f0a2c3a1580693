package org.asyncio4j.integration.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.SourceLines;
import org.junit.jupiter.api.Test;

/** What a user sees on the console. */
class FailingProgramTest {
  @Test
  void traceShowsTheThreeCoroutinesLikeOrdinaryCalls() {
    ProcessRunner.Result result =
        new JavaCommand()
            .agent()
            .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
            .run(FailingProgram.class.getName());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    List<String> lines = result.stderr().lines().toList();
    assertThat(lines)
        .startsWith(
            "Exception in thread \"main\" java.lang.ArithmeticException: / by zero",
            frame("divide", "divides"),
            frame("half", "awaits divide"),
            frame("main", "awaits half"))
        .endsWith(frame("main", "runs main"));
    // Between the main coroutine and the program's main stands the call of run, and nothing of its
    // inside.
    assertThat(lines.subList(4, lines.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.matches("\tat org\\.asyncio4j\\.(Asyncio|Runner)\\.run\\(.*"));
  }

  private static String frame(String method, String comment) {
    return "\tat %s.%s(FailingProgram.java:%d)"
        .formatted(
            FailingProgram.class.getName(),
            method,
            SourceLines.endingWith(FailingProgram.class, comment));
  }
}
