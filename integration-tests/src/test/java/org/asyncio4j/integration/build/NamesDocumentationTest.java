package org.asyncio4j.integration.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncio4j.Asyncio;
import org.junit.jupiter.api.Test;

/** Whether every public name of asyncio 3.14 has its row, and every Java name there exists. */
class NamesDocumentationTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "")).resolve("../docs/asyncio-to-java.md");
  private static final String HEADING = "## Every public name of asyncio 3.14";
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| ([^|]+) \\| ?([^|]*)\\|$", Pattern.MULTILINE);
  private static final Pattern JAVA_NAME = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");
  private static final List<String> PACKAGES =
      List.of(
          "org.asyncio4j.", "org.asyncio4j.sync.", "org.asyncio4j.net.", "org.asyncio4j.process.");

  private static List<MatchResult> rows() throws IOException {
    String text = Files.readString(DOCUMENT);
    return ROW.matcher(text.substring(text.indexOf(HEADING))).results().toList();
  }

  private static List<String> names() throws IOException {
    try (InputStream names =
        NamesDocumentationTest.class.getResourceAsStream("/asyncio-names.txt")) {
      return new String(Objects.requireNonNull(names).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void everyNameHasOneRow() throws IOException {
    assertThat(names()).hasSizeGreaterThan(300);
    assertThat(rows().stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void everyRowNamesWhatStandsForItOrSaysWhyNothingDoes() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              String java = row.group(2);
              if (java.equals("none")) {
                assertThat(row.group(3)).as(row.group()).isNotBlank();
              } else {
                assertThat(java).as(row.group()).matches(NamesDocumentationTest::exists);
              }
            });
  }

  private static boolean exists(String cell) {
    var name = JAVA_NAME.matcher(cell);
    if (!name.matches()) {
      return false;
    }
    String first = name.group(1);
    String member = name.group(2);
    if (Character.isLowerCase(first.charAt(0))) {
      return member == null && hasMember(Asyncio.class, first);
    }
    return classNamed(first).anyMatch(type -> member == null || hasMember(type, member));
  }

  private static Stream<Class<?>> classNamed(String name) {
    return PACKAGES.stream()
        .flatMap(
            packageName -> {
              try {
                return Stream.of(Class.forName(packageName + name));
              } catch (ClassNotFoundException e) {
                return Stream.empty();
              }
            });
  }

  private static boolean hasMember(Class<?> type, String name) {
    Stream<Member> fields = Arrays.<Field>stream(type.getFields()).map(field -> field);
    return Stream.concat(fields, Arrays.stream(type.getMethods()))
        .anyMatch(member -> member.getName().equals(name));
  }
}
