package org.asyncio4j.integration.docs;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.docs.Snippet.Way;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.JavaCommand;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.integration.support.VirtualClockLauncher;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the documentation and parts of such run, compiled as they load and compiled by
 * the build, on a virtual clock, and do what the page says.
 */
class JavaBlocksTest {
  /** By the name of their class: what they print. */
  private static final Map<String, List<String>> PRINTED =
      Map.of("Hello", List.of("hello", "world", "elapsed PT2S"));

  /** By the page and its heading: what shows that a part of a program does what it should. */
  private static final Map<String, Run> RUNS =
      Map.of(
          "README.md, Three ways to enable it", JavaBlocksTest::attaches,
          "docs/design.md, What becomes of a method", JavaBlocksTest::sleepsForASecond);

  @FunctionalInterface
  private interface Run {
    void of(Block block, Path directory) throws Exception;
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> programs() {
    return Checker.PROGRAM.blocks().stream()
        .flatMap(
            block ->
                Stream.of(Way.values())
                    .map(
                        way ->
                            DynamicTest.dynamicTest(
                                block + ", " + way, () -> runProgram(block, way))));
  }

  private void runProgram(Block block, Way way) throws IOException {
    Snippet program = Snippet.of(block.text(), "", way, directory());
    assertThat(PRINTED)
        .as(
            "nobody knows what %s, the program at %s, should print; put it into PRINTED",
            program.className(), block)
        .containsKey(program.className());
    JavaCommand command = new JavaCommand();
    ProcessRunner.Result result =
        (way == Way.AGENT ? command.agent() : command)
            .classPath(Artefacts.runtimeJar(), Artefacts.testClasses(), program.classes())
            .run(VirtualClockLauncher.class.getName(), program.className());
    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).isEqualTo(PRINTED.get(program.className()));
  }

  @TestFactory
  Stream<DynamicTest> fragments() {
    return Checker.FRAGMENT.blocks().stream()
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> runFragment(block)));
  }

  private void runFragment(Block block) throws Exception {
    String place = block.page() + ", " + block.section();
    assertThat(RUNS)
        .as("nobody runs the part of a program at %s; put what does into RUNS", block)
        .containsKey(place);
    RUNS.get(place).of(block, directory());
  }

  private static void sleepsForASecond(Block block, Path directory) throws Exception {
    for (Way way : Way.values()) {
      Class<?> type =
          Snippet.of(block.text(), "", way, Files.createDirectory(directory.resolve(way.name())))
              .load();
      Method sayAfter = type.getDeclaredMethod("sayAfter", Duration.class, String.class);
      sayAfter.setAccessible(true);
      assertThat(VirtualTime.elapsed((Coroutine<?>) sayAfter.invoke(null, ofSeconds(1), "hello")))
          .isEqualTo(ofSeconds(1));
    }
  }

  /** The program that is loaded after that is the first of the README. */
  private static void attaches(Block block, Path directory) throws Exception {
    Files.copy(Artefacts.agentJar(), directory.resolve("asyncio4j-agent.jar"));
    Snippet.of(Checker.PROGRAM.blocks().get(0).text(), "", Way.AGENT, directory);
    Snippet.of(
        "public static void main(String[] args) throws Throwable {\n"
            + block.text()
            + VirtualClockLauncher.class.getName()
            + ".main(args);\n}\n",
        "",
        Way.AGENT,
        directory);
    String classPath =
        Artefacts.classPath(
            Artefacts.runtimeJar(),
            Artefacts.byteBuddyAgentJar(),
            Artefacts.testClasses(),
            directory);
    ProcessRunner.Result result =
        Shell.ofUsers(directory)
            .run(
                directory,
                "java -Djdk.attach.allowAttachSelf=true -XX:+EnableDynamicAgentLoading -cp '"
                    + classPath
                    + "' Block Hello");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.outputLines()).isEqualTo(PRINTED.get("Hello"));
  }

  private Path directory() throws IOException {
    return Files.createTempDirectory(folder, "block");
  }
}
