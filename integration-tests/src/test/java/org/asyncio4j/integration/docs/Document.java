package org.asyncio4j.integration.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation: its fenced blocks under their headings.
 *
 * @param name the file, by its path from the root of the project
 * @param blocks the blocks in their order
 */
record Document(String name, List<Block> blocks) {
  /** The root of the project. */
  static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

  private static final String AS_ABOVE = "as above";
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$");
  private static final Pattern FILE = Pattern.compile("^\\*\\*`([^`]+)`\\*\\*( as above)?$");
  private static final Pattern FENCE = Pattern.compile("^```(\\w*)$");
  private static final Pattern ANY_FENCE = Pattern.compile("^[\\s>*-]*(```|~~~).*$");

  /**
   * A fenced block.
   *
   * @param page the file that it stands in
   * @param line where it begins there
   * @param section the heading above it
   * @param language what it is written in, as the fence has it
   * @param file the file that it is the content of, named in bold above it; null if it is none
   * @param text what it says
   */
  record Block(
      String page, int line, String section, String language, @Nullable String file, String text) {
    /** Whether there is no fence: the content of the file stands further up. */
    boolean isAsAbove() {
      return language.equals(AS_ABOVE);
    }

    @Override
    public String toString() {
      return page + ":" + line;
    }
  }

  /** Reads a page, by its path from the root of the project. */
  static Document read(String name) {
    List<String> lines;
    try {
      lines = Files.readAllLines(ROOT.resolve(name));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + name, e);
    }
    List<Block> blocks = new ArrayList<>();
    String section = "";
    String file = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher heading = HEADING.matcher(line);
      Matcher named = FILE.matcher(line);
      Matcher fence = FENCE.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (named.matches()) {
        file = named.group(1);
        if (named.group(2) != null) {
          blocks.add(new Block(name, i + 1, section, AS_ABOVE, file, ""));
          file = null;
        }
      } else if (fence.matches()) {
        int end = lines.subList(i + 1, lines.size()).indexOf("```") + i + 1;
        if (end == i) {
          throw new AssertionError(name + ":" + (i + 1) + ": no ``` ends this block");
        }
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(name, i + 1, section, fence.group(1), file, text));
        file = null;
        i = end;
      } else if (ANY_FENCE.matcher(line).matches()) {
        throw new AssertionError(
            "%s:%d: the tests of the documentation do not see this block; begin it with ```language in the first column"
                .formatted(name, i + 1));
      }
    }
    return new Document(name, blocks);
  }

  /** The pages of the project: those beside the README, and all of docs. */
  static List<Document> all() {
    try (Stream<Path> beside = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(beside, docs)
          .filter(page -> page.toString().endsWith(".md"))
          .map(page -> read(ROOT.relativize(page).toString().replace('\\', '/')))
          .toList();
    } catch (IOException e) {
      throw new AssertionError("cannot list the pages in " + ROOT, e);
    }
  }
}
