package org.asyncio4j.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncio4j.integration.docs.Document.Block;
import org.asyncio4j.integration.docs.Snippet.Way;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The tests of docs/junit.md are tests that pass, and fail as the page says. */
class JUnitPageTest {
  private static final String LIMIT = "asyncio4j.junit.timeout";

  /** What a block takes for granted: a test of its own where it has fixtures only. */
  private static final Map<String, String> MORE =
      Map.of(
          "Fixtures",
          """
          @AsyncTest void asksTheServer() { assertEquals("pong", await(ask("ping"))); }
          """);

  /** By the heading of the blocks: the tests in them. */
  private static final Map<String, List<String>> PASSED =
      Map.of(
          "A test", List.of("greets()", "connects()"),
          "Fixtures", List.of("asksTheServer()"),
          "With JUnit's own annotations", sumsAndExchanges(),
          "Virtual time", List.of("retriesForADay(EventLoop)"),
          "A loop for all tests of a class", List.of("answers()"));

  /** By the heading of the blocks: a test that fails so. */
  private static final Map<String, String> FAILING =
      Map.of(
          "The limit",
          """
          package com.acme;
          import static org.asyncio4j.Asyncio.*;
          import org.asyncio4j.*;
          import org.asyncio4j.junit.AsyncTest;
          class GreetingTest {
            @AsyncTest
            void greets() {
              createTask(serve(), "server");
              await(createTask(new Greeter().greet(), "greeting"));
            }
            @Async
            static Coroutine<Void> serve() {
              await(getRunningLoop().createFuture());
              return done();
            }
          }
          class Greeter {
            @Async
            Coroutine<Void> greet() {
              await(getRunningLoop().createFuture());
              return done();
            }
          }
          """,
          "What is left behind",
          """
          package com.acme;
          import static org.asyncio4j.Asyncio.*;
          import java.io.IOException;
          import org.asyncio4j.*;
          import org.asyncio4j.junit.AsyncTest;
          class GreetingTest {
            @AsyncTest
            void greets() throws IOException {
              createTask(serve(), "server");
              createTask(reset(), "reset");
              await(yieldNow());
            }
            @Async
            static Coroutine<Void> serve() {
              await(getRunningLoop().createFuture());
              return done();
            }
            @Async
            static Coroutine<Void> reset() throws IOException {
              throw new IOException("connection reset");
            }
          }
          """);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> testsPass() {
    return PASSED.keySet().stream()
        .flatMap(
            section ->
                Stream.of(Way.values())
                    .map(
                        way ->
                            DynamicTest.dynamicTest(
                                section + ", " + way, () -> passes(section, way))));
  }

  private void passes(String section, Way way) throws Exception {
    List<String> passed = new ArrayList<>();
    for (Block block : Checker.TEST.blocks()) {
      if (block.section().equals(section)) {
        Snippet test = Snippet.of(block.text(), MORE.getOrDefault(section, ""), way, directory());
        EngineExecutionResults results = run(test.load(), Map.of());
        assertThat(failures(results)).as(block.toString()).isEmpty();
        results.testEvents().succeeded().stream()
            // JUnit 6 quotes what stands in a CsvSource.
            .map(event -> event.getTestDescriptor().getDisplayName().replace("\"", ""))
            .forEach(passed::add);
      }
    }
    assertThat(passed).containsExactlyInAnyOrderElementsOf(PASSED.get(section));
  }

  @Test
  void allBlocksAreKnownHere() {
    assertThat(Checker.TEST.blocks())
        .as("the tests of each block are in PASSED, below its heading")
        .allSatisfy(block -> assertThat(PASSED).containsKey(block.section()));
    assertThat(Checker.FAILURE.blocks())
        .as("for each block a test that fails so is in FAILING, below its heading")
        .allSatisfy(block -> assertThat(FAILING).containsKey(block.section()));
    assertThat(Checker.SETTINGS.blocks()).hasSize(1);
  }

  @TestFactory
  Stream<DynamicTest> testsFailAsThePageSays() {
    return Checker.FAILURE.blocks().stream()
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> fails(block)));
  }

  private void fails(Block block) throws Exception {
    Snippet test = Snippet.of(FAILING.get(block.section()), "", Way.AGENT, directory());

    assertThat(failures(run(test.load(), Map.of(LIMIT, "300 ms"))))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(withoutLines(failure.getMessage()).replace("300 ms", "10 s"))
                    .isEqualTo(withoutLines(block.text().strip())));
  }

  /** That a setting is read shows when its value is another one. */
  @Test
  void settingsAreHeeded() throws Exception {
    Properties settings = new Properties();
    settings.load(new StringReader(Checker.SETTINGS.blocks().get(0).text()));
    Class<?> hangs = Snippet.of(FAILING.get("The limit"), "", Way.AGENT, directory()).load();
    Class<?> passes =
        Snippet.of(Checker.TEST.blocks().get(0).text(), "", Way.AGENT, directory()).load();

    assertThat(settings)
        .containsOnlyKeys(LIMIT, "junit.jupiter.execution.timeout.mode")
        .containsEntry(LIMIT, "30 s");
    assertThat(failures(run(passes, strings(settings)))).isEmpty();
    settings.setProperty(LIMIT, "200 ms");
    assertThat(failures(run(hangs, strings(settings))))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getMessage())
                    .startsWith("GreetingTest.greets took longer than 200 ms; "));
  }

  private static Map<String, String> strings(Properties settings) {
    return settings.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, settings::getProperty));
  }

  private static EngineExecutionResults run(Class<?> test, Map<String, String> settings) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(test))
        .configurationParameters(settings)
        .execute();
  }

  private static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().failed().stream().map(JUnitPageTest::failure).toList();
  }

  private static Throwable failure(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static String withoutLines(String message) {
    return message.replaceAll("\\(\\w+\\.java:\\d+\\)", "(line)");
  }

  private static List<String> sumsAndExchanges() {
    return Stream.concat(
            Stream.of("1 + 1 = 2", "1 + 2 = 3"),
            IntStream.rangeClosed(1, 100).mapToObj(i -> "repetition " + i + " of 100"))
        .toList();
  }

  private Path directory() throws IOException {
    return Files.createTempDirectory(folder, "tests");
  }
}
