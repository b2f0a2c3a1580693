package org.asyncio4j.integration.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is refused or warned about, word for word. The Maven build of the same sources is
 * compared with the same file.
 */
class DiagnosticsTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final Path PROJECT = MODULE.resolve("src/it/refused");

  @TempDir private Path classes;

  @Test
  void agentPrintsEachMessageWhenTheClassLoads() throws IOException {
    assertThat(printed("warnings=true"))
        .isEqualTo(messages().stream().map(message -> "asyncio4j: " + message).toList());
  }

  @Test
  void agentKeepsWarningsToItselfWhenToldTo() throws IOException {
    assertThat(printed("warnings=false"))
        .isEqualTo(
            messages().stream()
                .filter(message -> message.contains(": error: "))
                .map(message -> "asyncio4j: " + message)
                .toList());
  }

  /** Text wraps in the documentation: only its words count. */
  @Test
  void documentationHasEachMessageInFull() throws IOException {
    String documentation = words(Files.readString(MODULE.resolve("../docs/compiler.md")));
    assertThat(messages())
        .map(message -> words(message.replaceFirst("^.*?: (error|warning): \\S+: ", "")))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(documentation).contains(message));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static List<String> messages() throws IOException {
    return Files.readAllLines(PROJECT.resolve("messages.txt"));
  }

  private List<String> printed(String options) throws IOException {
    compile();
    ProcessRunner.Result result =
        new JavaCommand()
            .agent(options)
            .classPath(Artefacts.runtimeJar(), Artefacts.testClasses(), classes)
            .run(
                LoadClasses.class.getName(),
                "com.acme.Refused$Initialiser",
                "com.acme.Refused",
                "com.acme.Suspicious");
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stderr().lines().toList();
  }

  private void compile() throws IOException {
    List<String> arguments;
    try (Stream<Path> sources = Files.list(PROJECT.resolve("src/main/java/com/acme"))) {
      arguments =
          Stream.concat(
                  Stream.of(
                      "-proc:none",
                      "-d",
                      classes.toString(),
                      "-cp",
                      Artefacts.runtimeJar().toString()),
                  sources.map(Path::toString))
              .toList();
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    assertThat(exitCode).isZero();
  }
}
