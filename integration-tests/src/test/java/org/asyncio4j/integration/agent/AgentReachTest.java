package org.asyncio4j.integration.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Jars;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentReachTest {
  private static final String SAMPLES = "org.asyncio4j.samples.";

  @Test
  void onlyTheAsyncClassDiffersFromItsClassFile(@TempDir Path directory) throws IOException {
    ProcessRunner.Result result =
        new JavaCommand()
            .agent()
            .option("-javaagent:" + Jars.agent(directory, ChangedClasses.class))
            .classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses(), Artefacts.testClasses())
            .run(ManyClasses.class.getName(), SAMPLES + "NotScheduled");

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    List<String> output = result.outputLines();
    assertThat(output.stream().filter(line -> line.startsWith("changed ")))
        .containsExactly("changed " + SAMPLES + "NotScheduled");
    int seen = Integer.parseInt(output.get(output.size() - 1).substring("seen ".length()));
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void dumpHasTheCompiledClassAndItsCoroutineAndNothingElse(@TempDir Path directory)
      throws IOException {
    ProcessRunner.Result result =
        new JavaCommand()
            .agent("classdumpdir=" + directory)
            .classPath(Artefacts.runtimeJar(), Artefacts.samplesClasses(), Artefacts.testClasses())
            .run(ManyClasses.class.getName(), SAMPLES + "NotScheduled");

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("NotScheduled.class", "NotScheduled$main$Coroutine.class");
    }
  }
}
