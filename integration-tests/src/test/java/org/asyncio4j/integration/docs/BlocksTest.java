package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.support.Artefacts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a test checks each fenced block of the documentation. */
class BlocksTest {

  @TestFactory
  Stream<DynamicTest> everyBlockIsCheckedByExactlyOne() {
    List<Block> blocks =
        Document.all().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> !block.isAsAbove())
            .toList();
    assertThat(blocks).hasSizeGreaterThan(30);
    return blocks.stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(),
                    () ->
                        assertThat(Arrays.stream(Checker.values()).filter(c -> c.takes(block)))
                            .as(
                                "no test, or more than one, checks the block \"%s\" at %s, under"
                                    + " \"%s\"; have one Checker take it, and tell the test of"
                                    + " that Checker what it should do",
                                block.language(), block, block.section())
                            .hasSize(1)));
  }

  @ParameterizedTest
  @EnumSource
  void noCheckerIsIdle(Checker checker) {
    assertThat(checker.blocks()).isNotEmpty();
  }

  /** No Gradle of today can be had here; what the blocks name can be looked at. */
  @Test
  void whatIsNotRunSaysSoAndNamesWhatThereIs() throws Exception {
    List<Block> blocks = Checker.NOT_RUN.blocks();
    String text = String.join("\n", blocks.stream().map(Block::text).toList());
    String mainClass;
    try (JarFile agent = new JarFile(Artefacts.agentJar().toFile())) {
      mainClass = agent.getManifest().getMainAttributes().getValue("Main-Class");
    }
    String version = System.getProperty("asyncio4j.version");

    assertThat(blocks).allMatch(block -> block.section().equals("Gradle"));
    assertThat(Files.readString(Document.ROOT.resolve("docs/getting-started.md")))
        .contains("These two are not run by a test");
    assertThat(text)
        .contains(
            "\"org.asyncio4j:asyncio4j:" + version + "\"",
            "\"org.asyncio4j:asyncio4j-agent:" + version + "\"",
            "mainClass = \"" + mainClass + "\"",
            "args \"weave\", classes.get().asFile, \"--classpath\", ");
  }
}
