package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether the troubleshooting page has each message that the sources of the runtime and of the
 * JUnit extension throw or report.
 */
class TroubleshootingTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");

  /** Not {@code AssertionError}: it says that the runtime itself is wrong. */
  private static final Pattern MADE =
      Pattern.compile("new (?!Assertion)\\w*(?:Exception|Error|ExceptionContext)\\(([^;]*);");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern FORMAT = Pattern.compile("%[a-z]");
  private static final Pattern CONTINUED = Pattern.compile("\"\\s*\\+\\s*\"");

  /** Shorter ones are the joints between the parts of a message. */
  private static final int SHORTEST = 8;

  @ParameterizedTest
  @CsvSource({"runtime, 60", "junit, 3"})
  void hasEveryMessage(String module, int atLeast) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/troubleshooting.md")).replace("\\*", "*");
    Set<String> messages = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      sources.filter(file -> file.toString().endsWith(".java")).forEach(f -> collect(f, messages));
    }

    assertThat(messages).hasSizeGreaterThan(atLeast);
    assertThat(messages).allSatisfy(message -> assertThat(page).contains(message));
  }

  private static void collect(Path source, Set<String> messages) {
    try {
      Matcher made = MADE.matcher(CONTINUED.matcher(Files.readString(source)).replaceAll(""));
      while (made.find()) {
        LITERAL
            .matcher(made.group(1))
            .results()
            .map(literal -> literal.group(1).replace("\\\"", "\""))
            .flatMap(FORMAT::splitAsStream)
            .map(String::strip)
            .max(Comparator.comparingInt(String::length))
            .filter(message -> message.length() >= SHORTEST)
            .ifPresent(messages::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
