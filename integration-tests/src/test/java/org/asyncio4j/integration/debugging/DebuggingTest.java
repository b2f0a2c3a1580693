package org.asyncio4j.integration.debugging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.asyncio4j.integration.debugging.Debugger.Stop;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.Compilers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A debugger at the lines of async methods, in a JVM of their own. */
class DebuggingTest {
  private static final String DEBUGGED = "guest.Debugged";
  private static final String OUTPUT = "44";

  /** How the program is compiled for asyncio4j. */
  enum Way {
    AS_IT_LOADS,
    BY_THE_BUILD
  }

  private final Map<Integer, String> lines = new HashMap<>();
  private Path classes;

  @BeforeEach
  void compile(@TempDir Path directory) throws IOException {
    Path source = directory.resolve("Debugged.java");
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/debugging/Debugged.java"))) {
      Files.copy(in, source);
    }
    classes = directory.resolve("classes");
    Compilers.javac(classes, source, "-g");
    List<String> text = Files.readAllLines(source);
    for (int i = 0; i < text.size(); i++) {
      int comment = text.get(i).indexOf("; // ");
      if (comment >= 0 || text.get(i).contains("{ // ")) {
        lines.put(i + 1, text.get(i).substring(text.get(i).indexOf("// ") + "// ".length()));
      }
    }
  }

  private void run(Way way, List<String> breakpoints, Consumer<Stop> onStop) {
    List<String> options = new ArrayList<>();
    if (way == Way.AS_IT_LOADS) {
      options.add("-javaagent:" + Artefacts.agentJar());
    } else {
      assertThat(Compilers.weave(classes)).isEqualTo(1);
    }
    options.addAll(List.of("-cp", Artefacts.classPath(Artefacts.runtimeJar(), classes)));
    String output =
        Debugger.run(
            options,
            DEBUGGED,
            line -> lines.containsKey(line) && breakpoints.contains(lines.get(line)),
            onStop);
    assertThat(output.strip()).isEqualTo(OUTPUT);
  }

  private String line(Stop stop) {
    return stop.location().declaringType().name().equals(DEBUGGED)
        ? lines.getOrDefault(stop.location().lineNumber(), "another line")
        : stop.location().declaringType().name();
  }

  @ParameterizedTest
  @EnumSource
  void breakpointStopsOncePerExecutionOfItsLine(Way way) {
    List<String> stops = new ArrayList<>();
    run(way, List.copyOf(lines.values()), stop -> stops.add(line(stop)));

    assertThat(stops)
        .containsExactly(
            "text",
            "sum",
            "for",
            "await",
            "twice: await",
            "twice: return",
            "add",
            "for",
            "await",
            "twice: await",
            "twice: return",
            "add",
            "for",
            "await at once",
            "atOnce: return",
            "half",
            "await in try",
            "max",
            "assign",
            "await in finally",
            "twice: await",
            "twice: return",
            "last",
            "return");
  }

  @ParameterizedTest
  @EnumSource
  void variablesHaveTheirValuesBeforeAndAfterAResumption(Way way) {
    List<String> stops = new ArrayList<>();
    run(
        way,
        List.copyOf(lines.values()),
        stop -> {
          Map<String, String> variables = stop.variables();
          variables.remove("$this");
          stops.add(line(stop) + " " + variables);
        });

    assertThat(stops)
        .contains(
            "sum {factor=3, first=1, text=text}",
            // In the second round the first argument is lost: nothing reads it any more.
            "await {factor=3, i=0, sum=1, text=text}",
            "add {factor=3, i=0, sum=1, text=text, value=0}",
            "await {factor=3, i=1, sum=1, text=text}",
            "twice: await {number=1}",
            "twice: return {number=1}",
            "add {factor=3, i=1, sum=1, text=text, value=2}",
            "half {sum=12, text=text}",
            "await in try {half=0.5, sum=12, text=text}",
            "max {half=0.5, sum=12, text=text}",
            "assign {half=12.0, sum=12, text=text}",
            "last {sum=36, text=text}",
            "return {last=44, sum=36, text=text}");
  }

  /** Under the name that debuggers show in a static method. */
  @ParameterizedTest
  @EnumSource
  void receiverIsShown(Way way) {
    List<String> names = new ArrayList<>();
    run(
        way,
        List.of("text", "add"),
        stop -> {
          try {
            ObjectReference receiver =
                (ObjectReference)
                    Objects.requireNonNull(
                        stop.frame().getValue(stop.frame().visibleVariableByName("$this")));
            Field field = receiver.referenceType().fieldByName("name");
            names.add(((StringReference) receiver.getValue(field)).value());
          } catch (AbsentInformationException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(names).containsExactly("name", "name", "name");
  }

  @ParameterizedTest
  @EnumSource
  void stepOverAnAwaitThatDoesNotSuspendGoesToTheNextLine(Way way) {
    List<String> stops = new ArrayList<>();
    run(
        way,
        List.of("await at once"),
        stop -> {
          stops.add(line(stop));
          if (stops.size() < 3) {
            Debugger.stepOver(stop);
          }
        });

    assertThat(stops).containsExactly("await at once", "half", "await in try");
  }

  /**
   * The thread leaves the coroutine, and so the step does; on the next line a breakpoint, or "run
   * to cursor", meets the same coroutine again.
   */
  @ParameterizedTest
  @EnumSource
  void stepOverAnAwaitThatSuspendsLeavesTheMethodAndTheNextLineIsMetAgain(Way way) {
    List<String> stops = new ArrayList<>();
    run(
        way,
        List.of("await in try", "max"),
        stop -> {
          stops.add(line(stop) + (stop.byStep() ? " by step" : ""));
          if (stops.size() == 1) {
            Debugger.stepOver(stop);
          } else if (stops.size() == 3) {
            assertThat(stop.variables()).containsEntry("half", "0.5").containsEntry("sum", "12");
          }
        });

    assertThat(stops).containsExactly("await in try", DEBUGGED + "$sum$Coroutine by step", "max");
  }
}
