package org.asyncio4j.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.asyncio4j.integration.support.Jars;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of a signed jar: all of a package must have the same signers. */
class SignedJarTest {
  private Path directory;
  private Path classes;

  @BeforeEach
  void compile(@TempDir Path directory) {
    this.directory = directory;
    this.classes = Guest.classes(directory);
  }

  @Test
  void compiledAsItLoads() {
    ProcessRunner.Result result = command(signed()).agent().run(Guest.CLASS);

    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).containsExactly(Guest.REPORT);
  }

  @Test
  void signedAfterTheBuildHasCompiledIt() {
    assertThat(Compilers.weave(classes)).isGreaterThan(3);

    ProcessRunner.Result result = command(signed()).run(Guest.CLASS);

    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).containsExactly(Guest.REPORT);
  }

  private static JavaCommand command(Path jar) {
    return new JavaCommand().classPath(Artefacts.runtimeJar(), jar);
  }

  private Path signed() {
    Path jar = Jars.of(directory.resolve("guest.jar"), classes);
    String keys = directory.resolve("keys").toString();
    tool(
        "keytool",
        "-genkeypair",
        "-alias",
        "guest",
        "-dname",
        "CN=Guest",
        "-keyalg",
        "EC",
        "-keystore",
        keys,
        "-storepass",
        "secret");
    tool("jarsigner", "-keystore", keys, "-storepass", "secret", jar.toString(), "guest");
    assertThat(tool("jarsigner", "-verify", jar.toString())).contains("jar verified");
    return jar;
  }

  private static String tool(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    command.addAll(List.of(arguments));
    ProcessRunner.Result result = ProcessRunner.run(command, Duration.ofMinutes(2));
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    return result.stdout();
  }
}
