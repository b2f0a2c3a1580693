package org.asyncio4j.integration.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncio4j.integration.support.Artefacts;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eclipse's compiler finds the annotation processor in its jar, as it does in builds, and it says
 * what the API of annotation processing lets it see, and where.
 */
class EclipseTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

  @TempDir private Path directory;

  @Test
  void hasNothingToSayOfTheSamples() {
    List<String> printed = compile(MODULE.resolve("../samples/src/main/java").normalize(), true);

    assertThat(printed)
        .contains("Discovered processor service org.asyncio4j.processor.AsyncProcessor")
        .anyMatch(line -> line.contains("AsyncProcessor matches ") && line.contains(".Async"))
        .noneMatch(line -> line.contains(" ERROR in "));
  }

  @Test
  void pointsAtWhatIsRefused() throws IOException {
    Path source = directory.resolve("Wrong.java");
    Files.writeString(
        source,
        """
        import org.asyncio4j.Async;
        import org.asyncio4j.Coroutine;

        class Wrong {
          @Async
          static synchronized Coroutine<Void> locked() {
            return null;
          }

          @Async void nothing() {}
        }
        """);

    List<String> printed = compile(source, false);
    assertThat(printed)
        .containsSubsequence(
            "static synchronized Coroutine<Void> locked() {",
            "^".repeat("locked()".length()),
            "@Async on a synchronized method, whose lock would be held across a suspension; remove"
                + " synchronized, the code of one event loop never runs in parallel")
        .containsSubsequence(
            "@Async void nothing() {}",
            "^".repeat("nothing()".length()),
            "@Async on a method that returns void; declare it to return Coroutine<Void> and end it"
                + " with return done(), or write @AsyncTest beside it if it is a test")
        .endsWith("2 problems (2 errors)");
    assertThat(printed.stream().filter(line -> line.contains(" ERROR in ")))
        .extracting(line -> line.substring(line.indexOf("ERROR")))
        .containsExactlyInAnyOrder(
            "ERROR in " + source + " (at line 6)", "ERROR in " + source + " (at line 10)");
  }

  /**
   * What it prints, without the rules between its messages. The processor is on the class path:
   * {@code -processorpath} of this compiler takes one entry, and there are two.
   */
  private List<String> compile(Path sources, boolean succeeds) {
    StringWriter log = new StringWriter();
    PrintWriter writer = new PrintWriter(log);
    String ownPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String[] arguments = {
      "-17",
      "-nowarn",
      "-XprintProcessorInfo",
      "-cp",
      String.join(
          File.pathSeparator,
          ownPath,
          Artefacts.classPath(Artefacts.processorJar(), Artefacts.agentJar())),
      "-d",
      directory.resolve("classes").toString(),
      sources.toString()
    };
    assertThat(BatchCompiler.compile(arguments, writer, writer, null))
        .as(log.toString())
        .isEqualTo(succeeds);
    return log.toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("---"))
        .toList();
  }
}
