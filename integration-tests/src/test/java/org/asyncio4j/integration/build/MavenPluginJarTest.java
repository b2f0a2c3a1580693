package org.asyncio4j.integration.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Maven plugin tells Maven and Eclipse of its goals. */
class MavenPluginJarTest {
  private static final Pattern MOJO = Pattern.compile("<mojo>(.*?)</mojo>", Pattern.DOTALL);
  private static final Pattern EXECUTION =
      Pattern.compile("<pluginExecution>(.*?)</pluginExecution>", Pattern.DOTALL);
  private static final Pattern GOAL = Pattern.compile("<goal>(.*?)</goal>");
  private static final Pattern PHASE = Pattern.compile("<phase>(.*?)</phase>");

  private static final Map<String, String> PHASES =
      Map.of(
          "prepare-agent", "initialize",
          "instrument", "process-classes",
          "instrument-test", "process-test-classes",
          "check", "verify");

  @Test
  void eachGoalHasItsPhaseAndMayRunInParallel() throws IOException {
    Map<String, String> phases = new TreeMap<>();
    for (String mojo : all(MOJO, entry("META-INF/maven/plugin.xml"))) {
      String goal = all(GOAL, mojo).get(0);
      if (!goal.equals("help")) {
        phases.put(goal, String.join(", ", all(PHASE, mojo)));
        assertThat(mojo).as(goal).contains("<threadSafe>true</threadSafe>");
      }
    }

    assertThat(phases).containsExactlyInAnyOrderEntriesOf(PHASES);
  }

  /** An editor that knows nothing of a goal reports an error in the project. */
  @Test
  void eclipseKnowsWhatToDoWithEachGoal() throws IOException {
    Map<String, Boolean> executed = new TreeMap<>();
    for (String execution : all(EXECUTION, entry("META-INF/m2e/lifecycle-mapping-metadata.xml"))) {
      for (String goal : all(GOAL, execution)) {
        assertThat(execution).containsAnyOf("<execute>", "<ignore />");
        executed.put(goal, execution.contains("<runOnIncremental>true</runOnIncremental>"));
      }
    }

    assertThat(executed)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "prepare-agent",
                false,
                "instrument",
                true,
                "instrument-test",
                true,
                "check",
                false));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String entry(String name) throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("asyncio4j.mavenPluginJar"));
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
