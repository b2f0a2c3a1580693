package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.Jars;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another agent that retransforms compiled classes while their coroutines are suspended. */
class RetransformingAgentTest {
  private Path classes;
  private String retransformer;

  @BeforeEach
  void compile(@TempDir Path directory) {
    classes = directory.resolve("classes");
    Compilers.javac(classes, Guest.source(directory, "Retransformed.java"));
    retransformer = "-javaagent:" + Jars.agent(directory, Retransformer.class);
  }

  @Test
  void behindThisAgent() {
    expectGenerations(new JavaCommand().agent().option(retransformer));
  }

  @Test
  void inFrontOfThisAgent() {
    expectGenerations(new JavaCommand().option(retransformer).agent());
  }

  @Test
  void onClassesCompiledByTheBuild() {
    assertThat(Compilers.weave(classes)).isEqualTo(1);

    expectGenerations(new JavaCommand().option(retransformer));
  }

  private void expectGenerations(JavaCommand command) {
    ProcessRunner.Result result =
        command.classPath(Artefacts.runtimeJar(), classes).run("guest.Retransformed");

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.outputLines())
        .containsExactly(
            "task generation-0 generation-1",
            "late generation-1",
            "late generation-2",
            "again generation-2 generation-2");
  }
}
