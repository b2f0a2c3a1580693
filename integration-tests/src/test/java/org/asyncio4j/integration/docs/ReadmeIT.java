package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.docs.Snippet.Way;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.ProcessRunner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README work in a fresh clone, and print what it says. */
class ReadmeIT {
  private static final Pattern BENCHMARK = Pattern.compile("-Dbenchmarks=\"?([\\w-]+)");
  private static final Pattern NAME_OF_COMMAND =
      Pattern.compile("@Command\\(\\s*name = \"([\\w-]+)\",\\s*description");
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

  /** By the heading. */
  private static final Map<String, Follower> FOLLOWERS =
      Map.of(
          "Two commands", ReadmeIT::buildsAndRuns,
          "Three ways to enable it", ReadmeIT::startsTheAgent,
          "Benchmarks", ReadmeIT::measures);

  @FunctionalInterface
  private interface Follower {
    void follow(List<Block> blocks, Path folder, Path clone) throws IOException;
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> commands() throws IOException {
    Path clone = folder.resolve("asyncio4j");
    copyTo(clone);
    return Checker.COMMAND.blocks().stream()
        .map(Block::section)
        .distinct()
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section,
                    () -> {
                      assertThat(FOLLOWERS)
                          .as(
                              "nobody follows the commands under \"%s\"; put who does into"
                                  + " FOLLOWERS",
                              section)
                          .containsKey(section);
                      FOLLOWERS
                          .get(section)
                          .follow(
                              Checker.COMMAND.blocks().stream()
                                  .filter(block -> block.section().equals(section))
                                  .toList(),
                              Files.createTempDirectory(folder, "readme"),
                              clone);
                    }));
  }

  /** The second command is the build that these tests belong to. */
  private static void buildsAndRuns(List<Block> blocks, Path folder, Path clone)
      throws IOException {
    List<String> commands =
        blocks.get(0).text().lines().map(line -> line.replaceFirst(" +#.*", "")).toList();
    assertThat(blocks).hasSize(2);
    assertThat(commands).hasSize(2).endsWith("mvn verify");

    ProcessRunner.Result result = Shell.ofThisProject(folder).run(clone, commands.get(0));

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(timeless(result.stdout())).isEqualTo(timeless(blocks.get(1).text()));
  }

  private static String timeless(String text) {
    return TIME.matcher(text).replaceAll("now");
  }

  private static void startsTheAgent(List<Block> blocks, Path folder, Path clone)
      throws IOException {
    Files.copy(Artefacts.agentJar(), folder.resolve("asyncio4j-agent.jar"));
    Snippet.of(Checker.PROGRAM.blocks().get(0).text(), "", Way.AGENT, folder);
    assertThat(blocks).hasSize(1);

    ProcessRunner.Result result =
        Shell.ofUsers(folder)
            .run(
                folder,
                blocks
                    .get(0)
                    .text()
                    .replace("...", Artefacts.classPath(Artefacts.runtimeJar(), folder)));

    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).containsExactly("hello", "world");
  }

  /**
   * What takes its time is only looked up; the command that chooses cases and rivals is run with
   * further options that make it short.
   */
  private static void measures(List<Block> blocks, Path folder, Path clone) throws IOException {
    assertThat(blocks).hasSize(1);
    List<String> commands =
        blocks.get(0).text().lines().map(line -> line.replaceFirst(" +#.*", "")).toList();
    assertThat(commands)
        .isNotEmpty()
        .allSatisfy(
            command ->
                assertThat(command)
                    .startsWith("mvn -q -Pbenchmarks -pl benchmarks -am -DskipTests verify"));
    Set<String> names = new HashSet<>();
    try (Stream<Path> sources = Files.walk(Document.ROOT.resolve("benchmarks/src/main/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        NAME_OF_COMMAND
            .matcher(Files.readString(source))
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
    }
    // Not a command, but what has them all.
    names.remove("benchmarks");
    Set<String> named = new HashSet<>();
    for (String command : commands) {
      Matcher name = BENCHMARK.matcher(command);
      named.add(name.find() ? name.group(1) : "compare");
    }
    assertThat(named).isEqualTo(names);
    String command =
        commands.stream().filter(line -> line.contains("--cases")).findFirst().orElseThrow();

    ProcessRunner.Result result =
        Shell.ofThisProject(folder)
            .run(
                clone,
                command.replaceFirst("\"$", " --rounds 1 --warm-up 1 --round 1 --starts 1\""));

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(result.stdout())
        .contains("| case | limit | asyncio4j, woven | Kotlin, runBlocking |")
        .contains("| one task yields |")
        .contains("| chain of 10, the leaf yields |")
        .contains("| goal | reached | |")
        .contains("Start of a JVM to the first line of hello");
  }

  private static void copyTo(Path clone) throws IOException {
    Set<String> left = Set.of("target", ".git");
    Files.walkFileTree(
        Document.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (left.contains(directory.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(clone.resolve(Document.ROOT.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // In a worktree of git this is a file.
            if (!left.contains(file.getFileName().toString())) {
              Files.copy(file, clone.resolve(Document.ROOT.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
