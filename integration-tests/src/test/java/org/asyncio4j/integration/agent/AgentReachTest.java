package org.asyncio4j.integration.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.asyncio4j.integration.support.Artefacts;
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
            .option("-javaagent:" + jarOf(ChangedClasses.class, directory))
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

  private static Path jarOf(Class<?> agent, Path directory) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    Path jar = directory.resolve("changed-classes.jar");
    String entry = agent.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in =
            Objects.requireNonNull(agent.getClassLoader().getResourceAsStream(entry))) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }
}
