package org.asyncio4j.integration.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation: its fenced blocks under their headings.
 *
 * @param name the file, for messages
 * @param blocks the blocks in their order
 */
record Document(String name, List<Block> blocks) {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$");
  private static final Pattern FILE = Pattern.compile("^\\*\\*`([^`]+)`\\*\\*( as above)?$");
  private static final Pattern FENCE = Pattern.compile("^```(\\w*)$");

  /**
   * A fenced block.
   *
   * @param line where it begins in its file
   * @param section the heading above it
   * @param language what it is written in, as the fence has it
   * @param file the file that it is the content of, named in bold above it; null if it is none
   * @param text what it says; empty for "as above"
   */
  record Block(int line, String section, String language, @Nullable String file, String text) {
    boolean isAsAbove() {
      return language.isEmpty() && file != null;
    }
  }

  /** Reads a page, by its path from the root of the project. */
  static Document read(String name) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(ROOT.resolve(name));
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
          blocks.add(new Block(i + 1, section, "", file, ""));
          file = null;
        }
      } else if (fence.matches()) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(i + 1, section, fence.group(1), file, text));
        file = null;
        i = end;
      }
    }
    return new Document(name, blocks);
  }

  /** The pages of the project: the README and all of docs. */
  static List<Document> all() throws IOException {
    List<Document> documents = new ArrayList<>();
    documents.add(read("README.md"));
    try (var pages = Files.newDirectoryStream(ROOT.resolve("docs"), "*.md")) {
      for (Path page : pages) {
        documents.add(read("docs/" + page.getFileName()));
      }
    }
    return documents;
  }
}
