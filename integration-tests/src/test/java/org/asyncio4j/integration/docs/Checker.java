package org.asyncio4j.integration.docs;

import java.util.List;
import java.util.function.Predicate;
import org.asyncio4j.integration.docs.Document.Block;

/**
 * What becomes of the fenced blocks of the documentation: {@link BlocksTest} holds that exactly one
 * of these takes each, and the test of each runs over {@link #blocks} and nothing less.
 */
enum Checker {
  /** Followed word for word: {@link GettingStartedIT}. */
  FOLLOWED(in("docs/getting-started.md").and(written("groovy").negate())),

  /** Not run, and the page says so: {@link BlocksTest}. */
  NOT_RUN(in("docs/getting-started.md").and(written("groovy"))),

  /** A program, run: {@link JavaBlocksTest}. */
  PROGRAM(otherJava().and(Checker::hasMain)),

  /** A part of a program, run: {@link JavaBlocksTest}. */
  FRAGMENT(otherJava().and(block -> !hasMain(block))),

  /** Tests, run by JUnit: {@link JUnitPageTest}. */
  TEST(in("docs/junit.md").and(written("java"))),

  /** How a test fails, and it does: {@link JUnitPageTest}. */
  FAILURE(in("docs/junit.md").and(written(""))),

  /** Settings of JUnit, set: {@link JUnitPageTest}. */
  SETTINGS(in("docs/junit.md").and(written("properties"))),

  /** A part of a {@code pom.xml}, built with: {@link PomBlocksIT}. */
  POM(in("docs/getting-started.md").negate().and(written("xml"))),

  /** Commands and what they print, run: {@link ReadmeIT}. */
  COMMAND(in("README.md").and(written("sh", ""))),

  /** What the compiler makes of a sample, compared with what it makes: {@link ListingsTest}. */
  LISTING(in("docs/design.md").and(written(""))),

  /** What a JVM printed as it was measured, whose methods exist: {@link ListingsTest}. */
  MEASURED(in("docs/compiler.md").and(written("")));

  private final Predicate<Block> takes;

  Checker(Predicate<Block> takes) {
    this.takes = takes;
  }

  /** Whether this is who checks {@code block}. */
  boolean takes(Block block) {
    return takes.test(block);
  }

  /** All that is checked by this, in the order of the pages. */
  List<Block> blocks() {
    return Document.all().stream().flatMap(page -> page.blocks().stream()).filter(takes).toList();
  }

  private static Predicate<Block> in(String... pages) {
    return block -> List.of(pages).contains(block.page());
  }

  private static Predicate<Block> written(String... languages) {
    return block -> List.of(languages).contains(block.language());
  }

  private static Predicate<Block> otherJava() {
    return in("docs/getting-started.md", "docs/junit.md").negate().and(written("java"));
  }

  private static boolean hasMain(Block block) {
    return block.text().contains("void main(String[] args)");
  }
}
