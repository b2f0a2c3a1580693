package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** No Gradle can be had here; the page says so. */
  private static final Set<String> NOT_RUN = Set.of("Gradle");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everySectionDoesWhatItSays() throws IOException {
    Document page = Document.read("docs/getting-started.md");
    Map<String, String> files = new HashMap<>();
    for (Block block : page.blocks()) {
      if (block.file() != null && !block.isAsAbove()) {
        files.putIfAbsent(block.file(), block.text());
      }
    }
    List<String> sections =
        page.blocks().stream()
            .map(Block::section)
            .distinct()
            .filter(s -> !NOT_RUN.contains(s))
            .toList();
    assertThat(sections).containsExactly("Maven with the agent", "Maven, woven", "Command line");
    return sections.stream()
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section,
                    () ->
                        follow(
                            page.blocks().stream()
                                .filter(b -> b.section().equals(section))
                                .toList(),
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
    String path = mavenOfThisBuild() + File.pathSeparator + javaOfThisBuild();
    ProcessRunner.Result result =
        ProcessRunner.run(
            List.of(
                "bash",
                "-ec",
                "cd '" + project + "'; export PATH='" + path + "':\"$PATH\"\n" + commands),
            TIMEOUT);
    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(lines(result.stderr())).isEmpty();
    return lines(result.stdout());
  }

  /**
   * Without what Maven itself leaves behind: it resets the terminal's colours when it ends, and JDK
   * 24 and later warn of what its libraries do.
   */
  private static List<String> lines(String printed) {
    return printed
        .replace("\u001b[0m", "")
        .lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .toList();
  }

  /** A {@code mvn} whose local repository has what this build has made. */
  private Path mavenOfThisBuild() throws IOException {
    Path settings = folder.resolve("settings.xml");
    Files.writeString(
        settings,
        Files.readString(Path.of(System.getProperty("basedir", "")).resolve("src/it/settings.xml"))
            .replace(
                "@localRepositoryUrl@",
                Path.of(System.getProperty("asyncio4j.localRepository")).toUri().toString()));
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path mvn = bin.resolve("mvn");
    Files.writeString(
        mvn,
        "#!/bin/bash\nexec '%s' -s '%s' -Dmaven.repo.local='%s' -Dstyle.color=never \"$@\"\n"
            .formatted(
                System.getProperty("asyncio4j.maven"),
                settings,
                System.getProperty("asyncio4j.itRepository")));
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    return bin;
  }

  private static Path javaOfThisBuild() {
    return Path.of(System.getProperty("java.home"), "bin");
  }
}
