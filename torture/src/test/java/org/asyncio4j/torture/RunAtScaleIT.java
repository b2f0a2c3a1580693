package org.asyncio4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.asyncio4j.torture.suite.LibrarySuite;
import org.asyncio4j.torture.suite.WovenLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT) // most of the work is done by other JVMs
class RunAtScaleIT {
  private static final long SEED = Long.getLong("torture.seed");
  private static final Path LIBRARIES = Path.of(System.getProperty("torture.libraries"));
  private static final Path SUITES = Path.of(System.getProperty("torture.suites"));

  private static final List<String> PACES = List.of("done", "suspending", "mixed");

  /** Test classes that are left out, with the reason. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "org.apache.commons.codec.language.bm.CacheSubSequencePerformanceTest", "benchmark",
          "org.apache.commons.codec.language.bm.PhoneticEnginePerformanceTest", "benchmark",
          "org.apache.commons.collections4.bloomfilter.DefaultBloomFilterTest", "brute force",
          "org.apache.commons.lang3.builder.ToStringStyleConcurrencyTest", "brute force",
          "org.apache.commons.lang3.concurrent.locks.LockingVisitorsTest", "sleeps for 78 s",
          "org.apache.commons.lang3.time.DurationFormatUtilsTest", "brute force",
          "org.apache.commons.lang3.time.FastDateParserTest", "all time zones in all locales",
          "org.apache.commons.lang3.time.FastDateParser_TimeZoneStrategyTest", "the same",
          "org.apache.commons.lang3.time.StopWatchTest", "compares two clocks to the millisecond",
          "org.apache.commons.text.numbers.ParsedDecimalTest", "needs Commons RNG");

  @BeforeAll
  static void reportWhatIsLeftOut() {
    System.out.println(LEFT_OUT.size() + " test classes are left out: " + LEFT_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commons-cli",
        "commons-codec",
        "commons-collections4",
        "commons-lang3",
        "commons-text"
      })
  void theSameTestsPassOverTheWovenLibrary(String name) {
    String version = System.getProperty("torture.version." + name);
    LibrarySuite suite =
        new LibrarySuite(
            LIBRARIES.resolve(name + "-" + version + ".jar"),
            SUITES.resolve(name + "-" + version + "-tests.jar"),
            SUITES,
            LEFT_OUT.keySet());
    Map<String, String> original = suite.runOriginal();
    Set<String> passing = new TreeSet<>(original.keySet());
    passing.removeIf(test -> !"SUCCESSFUL".equals(original.get(test)));
    assertThat(passing).hasSizeGreaterThan(500);

    WovenLibrary woven =
        WovenLibrary.weave(
            LIBRARIES.resolve(name + "-" + version + ".jar"), suite.wovenClasses(), SEED);
    assertThat(woven.refusals()).isEmpty();
    System.out.printf(
        "%s: %d methods, %d awaits, %d tests%n",
        suite, woven.methods(), woven.awaits(), passing.size());

    for (String pace : PACES) {
      Map<String, String> different = different(suite, pace, passing);
      if (!different.isEmpty()) {
        System.out.printf("%s, pace %s, fail, and are run again: %s%n", suite, pace, different);
        // The seed being the same, only what depends on the machine's speed can end otherwise.
        different.keySet().retainAll(different(suite, pace, passing).keySet());
      }
      assertThat(different).as("%s, pace %s, seed %d", suite, pace, SEED).isEmpty();
    }
  }

  private static Map<String, String> different(
      LibrarySuite suite, String pace, Set<String> passing) {
    Map<String, String> results = suite.runWoven(pace, SEED);
    Map<String, String> different = new TreeMap<>();
    for (String test : passing) {
      String result = results.getOrDefault(test, "not run");
      if (!result.equals("SUCCESSFUL")) {
        different.put(test, result);
      }
    }
    return different;
  }
}
