package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
  private static final Pattern BENCHMARK = Pattern.compile("-Dbenchmark=\"?(\\w+)");
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
   * What takes its time is only looked up; the command with JMH's options is run with further ones
   * that make it short.
   */
  private static void measures(List<Block> blocks, Path folder, Path clone) throws IOException {
    assertThat(blocks).hasSize(1);
    List<String> commands =
        blocks.get(0).text().lines().map(line -> line.replaceFirst(" +#.*", "")).toList();
    Path sources = Document.ROOT.resolve("benchmarks/src/main/java/org/asyncio4j/benchmarks");
    assertThat(commands)
        .isNotEmpty()
        .allSatisfy(
            command -> {
              assertThat(command)
                  .startsWith("mvn -q -DskipTests -pl benchmarks -am package -Dbenchmark=");
              Matcher name = BENCHMARK.matcher(command);
              assertThat(name.find()).isTrue();
              try (Stream<Path> files = Files.list(sources)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAnyOf(name.group(1) + ".java", name.group(1) + "Benchmark.java");
              }
            });
    String command =
        commands.stream().filter(line -> line.contains(" -f 1")).findFirst().orElseThrow();

    ProcessRunner.Result result =
        Shell.ofThisProject(folder).run(clone, command.replaceFirst("\"$", " -wi 0 -r 1ms\""));

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(result.stdout()).contains("HotLoopBenchmark.besideASuspension ");
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
