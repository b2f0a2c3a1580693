package org.asyncio4j.integration.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the tests that the documentation of the compiler refers to are there. */
class CompilerDocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");
  private static final Pattern REFERENCE = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestItNamesExists() throws IOException {
    List<MatchResult> references =
        REFERENCE.matcher(Files.readString(ROOT.resolve("docs/compiler.md"))).results().toList();
    List<Path> sources = testSources();
    assertThat(references)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            reference ->
                assertThat(sources)
                    .as(reference.group())
                    .anyMatch(declares(reference.group(1), reference.group(2))));
  }

  private static Predicate<Path> declares(String testClass, String method) {
    Pattern declaration = Pattern.compile("^  .*\\b" + method + "\\(", Pattern.MULTILINE);
    return source -> {
      try {
        return source.endsWith(testClass + ".java")
            && declaration.matcher(Files.readString(source)).find();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static List<Path> testSources() throws IOException {
    try (Stream<Path> agent = Files.walk(ROOT.resolve("agent/src/test"));
        Stream<Path> integration = Files.walk(ROOT.resolve("integration-tests/src/test"))) {
      return Stream.concat(agent, integration)
          .filter(file -> file.toString().endsWith("Test.java"))
          .toList();
    }
  }
}
