package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in a module of its own that requires the runtime's module, and opens nothing. */
class NamedModuleTest {
  private Path classes;

  @BeforeEach
  void compile(@TempDir Path directory) throws Exception {
    Path module =
        Files.writeString(
            directory.resolve("module-info.java"), "module guest { requires org.asyncio4j; }");
    classes = directory.resolve("classes");
    Compilers.javac(
        classes,
        module,
        "--module-path",
        Artefacts.runtimeJar().toString(),
        Guest.source(directory, "Guest.java").toString());
  }

  @Test
  void compiledAsItLoads() {
    expectReport(command().agent());
  }

  @Test
  void compiledByTheBuild() {
    assertThat(Compilers.weave(classes)).isGreaterThan(3);

    expectReport(command());
  }

  private JavaCommand command() {
    return new JavaCommand()
        .option("--module-path")
        .option(Artefacts.classPath(Artefacts.runtimeJar(), classes));
  }

  private static void expectReport(JavaCommand command) {
    ProcessRunner.Result result = command.option("--module").run("guest/" + Guest.CLASS);

    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).containsExactly(Guest.REPORT);
  }
}
