package org.asyncio4j.integration.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario prints, line by line, what its original prints under CPython. */
class ScenariosTest {
  private static final List<Class<?>> FAMILIES =
      List.of(
          CancelScenarios.class,
          CancelOthersScenarios.class,
          ContextManagerScenarios.class,
          ContextScenarios.class,
          CoroutineScenarios.class,
          EagerScenarios.class,
          DebugScenarios.class,
          FutureScenarios.class,
          GatherScenarios.class,
          GeneratorScenarios.class,
          LockScenarios.class,
          LimitScenarios.class,
          LoopScenarios.class,
          MeetingScenarios.class,
          QueueScenarios.class,
          RunnerScenarios.class,
          StreamScenarios.class,
          SubprocessScenarios.class,
          TaskGroupScenarios.class,
          TaskScenarios.class,
          ThreadScenarios.class,
          TimeoutScenarios.class);

  @TestFactory
  Stream<DynamicTest> traceIsThatOfAsyncio() throws Exception {
    Map<String, List<String>> expected = expectedTraces();
    return scenarios().entrySet().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getKey(),
                    () ->
                        assertThat(traceOf(scenario.getValue()))
                            .isEqualTo(expected.get(scenario.getKey()))));
  }

  @Test
  void everyTraceHasItsScenarioAndEveryScenarioItsTrace() throws Exception {
    assertThat(scenarios().keySet())
        .hasSizeGreaterThanOrEqualTo(40)
        .containsExactlyElementsOf(expectedTraces().keySet());
  }

  private static List<String> traceOf(Class<? extends Scenario> type) throws Exception {
    Constructor<? extends Scenario> constructor = type.getDeclaredConstructor();
    Scenario scenario = constructor.newInstance();
    scenario.module();
    return scenario.trace();
  }

  /** The scenarios by the names of their modules. */
  private static Map<String, Class<? extends Scenario>> scenarios() {
    Map<String, Class<? extends Scenario>> scenarios = new TreeMap<>();
    for (Class<?> family : FAMILIES) {
      for (Class<?> member : family.getDeclaredClasses()) {
        if (Scenario.class.isAssignableFrom(member)
            && !Modifier.isAbstract(member.getModifiers())) {
          scenarios.put(moduleName(member), member.asSubclass(Scenario.class));
        }
      }
    }
    return scenarios;
  }

  /** {@code cancel_order} for {@code CancelOrder}. */
  private static String moduleName(Class<?> scenario) {
    return scenario.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<String>> expectedTraces() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ScenariosTest.class.getResource("/semantics")).toURI());
    Map<String, List<String>> traces = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        traces.put(
            file.getFileName().toString().replaceAll("\\.out$", ""), Files.readAllLines(file));
      }
    }
    return traces;
  }
}
