package org.asyncio4j.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs a test class with JUnit, and says how each of its tests ended. */
final class TestRun {
  /** What the tests of the class that runs have noted. */
  static final List<Object> NOTES = new ArrayList<>();

  private final Map<String, TestExecutionResult> results = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();

  private TestRun() {}

  static TestRun of(Class<?> testClass, String... parameters) {
    NOTES.clear();
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass));
    for (int i = 0; i < parameters.length; i += 2) {
      kit.configurationParameter(parameters[i], parameters[i + 1]);
    }
    TestRun run = new TestRun();
    kit.execute().allEvents().stream().forEach(run::add);
    return run;
  }

  private void add(Event event) {
    String name = event.getTestDescriptor().getDisplayName();
    if (event.getType() == EventType.SKIPPED) {
      skipped.add(name);
    } else if (event.getType() == EventType.FINISHED) {
      results.put(name, event.getRequiredPayload(TestExecutionResult.class));
    }
  }

  /** The names of the tests and containers that did not succeed, with how they ended. */
  List<String> unsuccessful() {
    List<String> names = new ArrayList<>();
    results.forEach(
        (name, result) -> {
          if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            names.add(result.getStatus() + " " + name);
          }
        });
    return names;
  }

  /** The names of all tests and containers that have run, those below the class before it. */
  List<String> finished() {
    return List.copyOf(results.keySet());
  }

  List<String> skipped() {
    return skipped;
  }

  /** What the test or container of that name has failed with. */
  Throwable failure(String name) {
    return results.get(name).getThrowable().orElseThrow();
  }

  /** The message of a failure, with {@code N} for line numbers and {@code 0x1} for identities. */
  String message(String name) {
    return normal(failure(name).getMessage());
  }

  static String normal(String text) {
    return text.replaceAll("\\.java:\\d+", ".java:N").replaceAll("0x[0-9a-f]+", "0x1");
  }
}
