package org.asyncio4j.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line: what it prints and its exit codes. */
class MainTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyClass() throws IOException {
    for (Class<?> type : new Class<?>[] {Waiting.class, Careless.class}) {
      Path file = directory.resolve(type.getSimpleName() + "/org/asyncio4j/weave");
      Files.createDirectories(file);
      try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
        Files.copy(in, file.resolve(type.getSimpleName() + ".class"));
      }
    }
  }

  @Test
  void weavesWhatItIsGiven() {
    assertThat(run("weave", place(Waiting.class))).isZero();

    assertThat(out)
        .hasToString(
            "Compiled the async methods of 1 class in "
                + place(Waiting.class)
                + System.lineSeparator());
    assertThat(err).hasToString("");
    assertThat(directory.resolve("Waiting/org/asyncio4j/weave/Waiting$main$Coroutine.class"))
        .exists();
  }

  @Test
  void failsWhenAMethodIsRefusedAndSaysWhere() {
    String sources = Path.of("src/test/java").toAbsolutePath().toString();

    assertThat(run("weave", "--sourcepath", sources, place(Careless.class))).isEqualTo(1);

    assertThat(err.toString())
        .startsWith(
            sources + "/org/asyncio4j/weave/Careless.java:14: warning: Careless.dropped: the ")
        .contains(
            sources + "/org/asyncio4j/weave/Careless.java:18: error: Careless.refused: await ");
    assertThat(out.toString()).startsWith("Compiled the async methods of 0 classes in ");
  }

  @Test
  void mayKeepWarningsToItself() {
    run("weave", "--no-warnings", place(Careless.class));

    assertThat(err.toString()).contains(": error: ").doesNotContain(": warning: ");
  }

  @Test
  void obeysIncludesAndExcludes() {
    run("weave", "--includes", "com.*", place(Waiting.class));
    run("weave", "--excludes", "*.Waiting", place(Waiting.class));

    assertThat(out.toString().lines()).allMatch(line -> line.contains(" of 0 classes in "));
  }

  @Test
  void warnsOfWhatIsNotCompiledOnTheClassPath() {
    String classPath = place(Waiting.class) + File.pathSeparator + directory.resolve("missing");

    assertThat(run("weave", "--classpath", classPath, place(Waiting.class))).isZero();
    assertThat(err).hasToString("");

    classPath = place(Careless.class);
    assertThat(run("weave", "--classpath", classPath, place(Waiting.class))).isZero();
    assertThat(err)
        .hasToString(
            classPath
                + ": warning: not compiled, though they await: org.asyncio4j.weave.Careless; weave"
                + " it too, or run the program under the agent"
                + System.lineSeparator());
  }

  @Test
  void saysWhatCannotBeRead() {
    String missing = directory.resolve("missing").toString();

    assertThat(run("weave", missing)).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "asyncio4j: " + missing + ": no such directory or jar" + System.lineSeparator());
  }

  @Test
  void explainsItself() {
    assertThat(run("weave")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: '<directory or jar>'");

    assertThat(run("weave", "--help")).isZero();
    assertThat(out.toString()).contains("--classpath", "--fail-on-warning");
  }

  private String place(Class<?> type) {
    return directory.resolve(type.getSimpleName()).toString();
  }

  private int run(String... arguments) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out, true));
    main.setErr(new PrintWriter(err, true));
    return main.execute(arguments);
  }
}
