package org.asyncio4j.integration.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's options on the command line of a real JVM. */
class AgentStartTest {
  private static final String NOT_SCHEDULED = "org.asyncio4j.samples.NotScheduled";

  @Test
  void unknownOptionStopsTheJvm() {
    ProcessRunner.Result result = runNotScheduled(new JavaCommand().agent("include=*"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr())
        .isEqualToIgnoringNewLines(
            "asyncio4j agent: unknown option \"include\". Options are written key=value,key=value;"
                + " the known keys are: includes, excludes, exclclassloader, classdumpdir, warnings\n");
  }

  @Test
  void excludedClassIsNotCompiled() {
    ProcessRunner.Result result =
        runNotScheduled(new JavaCommand().agent("excludes=org.asyncio4j.samples.*"));

    assertThat(result.stdout()).doesNotContain("<coroutine object NotScheduled.main");
  }

  @Test
  void dumpsWhatItCompiles(@TempDir Path directory) {
    ProcessRunner.Result result =
        runNotScheduled(new JavaCommand().agent("classdumpdir=" + directory));

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    Path samples = directory.resolve("org/asyncio4j/samples");
    assertThat(samples.resolve("NotScheduled.class")).isNotEmptyFile();
    assertThat(samples.resolve("NotScheduled$main$Coroutine.class")).isNotEmptyFile();
  }

  private static ProcessRunner.Result runNotScheduled(JavaCommand command) {
    return command.classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses()).run(NOT_SCHEDULED);
  }
}
