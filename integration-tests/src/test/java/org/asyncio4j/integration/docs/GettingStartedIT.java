package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/getting-started.md} word for word: for each section an empty folder, its
 * files, its commands, and what they print.
 */
class GettingStartedIT {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everySectionDoesWhatItSays() throws IOException {
    List<Block> blocks = Document.read("docs/getting-started.md").blocks();
    Map<String, String> files = new HashMap<>();
    for (Block block : blocks) {
      if (block.file() != null && !block.isAsAbove()) {
        files.putIfAbsent(block.file(), block.text());
      }
    }
    List<String> sections =
        Checker.FOLLOWED.blocks().stream().map(Block::section).distinct().toList();
    assertThat(sections).containsExactly("Maven with the agent", "Maven, woven", "Command line");
    return sections.stream()
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section,
                    () ->
                        follow(
                            blocks.stream().filter(b -> b.section().equals(section)).toList(),
                            files)));
  }

  private void follow(List<Block> blocks, Map<String, String> files) throws IOException {
    Path project = Files.createTempDirectory(folder, "project");
    List<String> printed = new ArrayList<>();
    int compared = 0;
    for (Block block : blocks) {
      if (block.file() != null) {
        Path file = project.resolve(block.file());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(
            file,
            block.isAsAbove() ? Objects.requireNonNull(files.get(block.file())) : block.text());
      } else if (block.language().equals("sh")) {
        printed = run(project, block.text());
      } else {
        assertThat(block.language()).isEqualTo("text");
        assertThat(printed).as("line %d", block.line()).isEqualTo(block.text().lines().toList());
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private List<String> run(Path project, String commands) throws IOException {
    ProcessRunner.Result result = Shell.ofUsers(folder).run(project, commands);
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(result.stderr()).isEmpty();
    return result.outputLines();
  }
}
