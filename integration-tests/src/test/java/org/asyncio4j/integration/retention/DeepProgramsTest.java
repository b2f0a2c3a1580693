package org.asyncio4j.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million coroutines deep, and ten million awaits long, in a JVM that would show a leak. */
class DeepProgramsTest {
  /** What the JVM itself records of a trace, unless told otherwise. */
  private static final int FRAMES = 1024;

  @ParameterizedTest
  @ValueSource(strings = {"depth", "depth-suspending"})
  void millionDeep(String program) {
    // A stack of 512 KB has room for some thousands of calls; a million coroutines are all heap.
    assertThat(output("256m", program)).containsExactly("1000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failing", "failing-suspending"})
  void millionDeepAndFailing(String program) {
    List<String> lines = output("256m", program);

    assertThat(lines.get(0)).isEqualTo("java.lang.IllegalStateException: bottom");
    // Cut in the middle: what failed, and below the awaiters that fit in what has run it all.
    assertThat(lines).hasSize(1 + FRAMES);
    assertThat(lines.subList(1, FRAMES - 1))
        .allMatch(line -> line.contains(DeepPrograms.class.getName() + ".failing("));
    assertThat(lines.get(FRAMES - 1)).contains("org.asyncio4j.Asyncio.run(");
    assertThat(lines.get(FRAMES)).contains(DeepPrograms.class.getName() + ".main(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coroutines", "future"})
  void tenMillionAwaitsOfWhatIsDone(String program) {
    // Ten million of anything would not fit.
    assertThat(output("16m", program)).containsExactly("10000000");
  }

  private static List<String> output(String heap, String program) {
    ProcessRunner.Result result =
        new JavaCommand()
            .option("-Xmx" + heap)
            .option("-Xss512k")
            .agent()
            .classPath(Artefacts.runtimeJar(), Artefacts.testClasses())
            .run(DeepPrograms.class.getName(), program);

    assertThat(result.stderr()).isEmpty();
    return result.outputLines();
  }
}
