package org.asyncio4j.integration.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds source lines by a comment on them, so that no test holds a line number that an edit makes
 * wrong.
 */
public final class SourceLines {
  private SourceLines() {}

  /**
   * The number of the one line of a test class's source that ends in a comment.
   *
   * @param testClass a top-level class of these tests
   * @param comment the text after the line's last {@code //}
   */
  public static int endingWith(Class<?> testClass, String comment) {
    List<String> lines = read(testClass);
    List<Integer> found =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).endsWith("// " + comment))
            .mapToObj(i -> i + 1)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one line of %s with the comment \"%s\", found %s"
              .formatted(testClass.getName(), comment, found));
    }
    return found.get(0);
  }

  private static List<String> read(Class<?> testClass) {
    // Surefire and failsafe set basedir; elsewhere the module's directory is the working directory.
    Path source =
        Path.of(System.getProperty("basedir", ""), "src", "test", "java")
            .resolve(testClass.getName().replace('.', '/') + ".java");
    try {
      return Files.readAllLines(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
