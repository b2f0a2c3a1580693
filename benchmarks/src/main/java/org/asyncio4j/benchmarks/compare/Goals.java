package org.asyncio4j.benchmarks.compare;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.report.GoalRows;
import org.asyncio4j.benchmarks.report.GoalRows.Reached;

/** Which goals are met on one JVM, and by how much the others are missed. */
final class Goals {
  private final Results results;
  private final Map<Rival, Double> startUp;
  private final GoalRows rows = new GoalRows();

  private Goals(Results results, Map<Rival, Double> startUp) {
    this.results = results;
    this.startUp = startUp;
  }

  /**
   * A Markdown table. What was not measured is left out.
   *
   * @param results of a run
   * @param startUp milliseconds; may be empty
   */
  static String table(Results results, Map<Rival, Double> startUp) {
    return new Goals(results, startUp).table();
  }

  private String table() {
    rows.atMost(
        "each case at most 1.5 times the limit",
        1.5,
        worst(Rival.LIMIT, measured -> !measured.isMemory()));
    rows.atMost(
        "at most 1.25 times the limit, geometric mean",
        1.25,
        mean(Rival.WOVEN, Rival.LIMIT, "times the limit"));
    rows.atLeast(
        "at least 3 times as fast as Kotlin's runBlocking, geometric mean",
        3,
        mean(Rival.KOTLIN, Rival.WOVEN, "times"));
    rows.atMost(
        "in no case slower than Kotlin's runBlocking",
        1,
        worst(Rival.KOTLIN, measured -> !measured.isMemory()));
    rows.atLeast(
        "at least 5 times as fast as virtual threads on one carrier, geometric mean",
        5,
        mean(Rival.THREADS_1, Rival.WOVEN, "times"));
    rows.atMost(
        "the hot loop no slower than on a virtual thread",
        1,
        worst(Rival.THREADS_1, measured -> measured == Case.HOT_LOOP));
    rows.atMost(
        "a suspended task at most 1.2 times as large as the limit's",
        1.2,
        worst(Rival.LIMIT, Case::isMemory));
    rows.atMost(
        "a suspended task under half of Kotlin's", 0.5, worst(Rival.KOTLIN, Case::isMemory));
    finished(Case.AWAIT_COROUTINE);
    finished(Case.AWAIT_FUTURE);
    rows.atMost(
        "hot loop at most 1.1 times the plain method's",
        1.1,
        worst(Rival.PLAIN, measured -> measured == Case.HOT_LOOP));
    later(Rival.WOVEN, 60);
    later(Rival.AGENT, 250);
    return rows.toString();
  }

  private Reached mean(Rival rival, Rival yardstick, String unit) {
    OptionalDouble mean = results.meanRatio(rival, yardstick);
    return new Reached(mean.orElse(Double.NaN), "%s %s".formatted(number(mean), unit));
  }

  private Reached worst(Rival yardstick, Predicate<Case> which) {
    return results.cases().stream()
        .filter(measured -> measured.isOfTheGoals() && which.test(measured))
        .filter(measured -> results.ratio(measured, Rival.WOVEN, yardstick).isPresent())
        .map(
            measured -> {
              OptionalDouble ratio = results.ratio(measured, Rival.WOVEN, yardstick);
              return new Reached(
                  ratio.orElseThrow(), "%s: %s".formatted(number(ratio), measured.title()));
            })
        .max(Comparator.comparingDouble(Reached::value))
        .orElse(new Reached(Double.NaN, ""));
  }

  private void finished(Case measured) {
    Measurement own = results.get(measured, Rival.WOVEN);
    if (own != null) {
      rows.atMost(
          measured.title() + ": at most 2 ns",
          2,
          new Reached(
              own.median(),
              String.format(Locale.ROOT, "%.2f ns, %.1f bytes", own.median(), own.allocated())));
    }
  }

  private void later(Rival rival, double milliseconds) {
    Double own = startUp.get(rival);
    Double plain = startUp.get(Rival.PLAIN);
    if (own != null && plain != null) {
      rows.atMost(
          String.format(
              Locale.ROOT,
              "hello, %s: at most %.0f ms later than without",
              rival.title(),
              milliseconds),
          milliseconds,
          new Reached(
              own - plain,
              String.format(Locale.ROOT, "%.0f ms: %.0f, %.0f", own - plain, plain, own)));
    }
  }

  private static String number(OptionalDouble value) {
    return String.format(Locale.ROOT, "%.2f", value.orElse(Double.NaN));
  }
}
