package org.asyncio4j.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.report.Figures;
import org.jspecify.annotations.Nullable;

/** Results as Markdown. */
final class Report {
  private Report() {}

  /** All that is known. */
  static String of(Results results, Map<Rival, Double> startUp) {
    return table(results)
        + '\n'
        + Goals.table(results, startUp)
        + '\n'
        + allocation(results)
        + '\n'
        + (startUp.isEmpty() ? "" : startUp(startUp) + '\n');
  }

  /**
   * One table: a row a case, a column a rival, in each cell the figure, its spread and the ratio to
   * asyncio4j.
   */
  private static String table(Results results) {
    List<Rival> rivals = results.rivals();
    StringBuilder table = new StringBuilder("### " + results.jvm().title() + "\n\n| case |");
    rivals.forEach(rival -> table.append(' ').append(rival.title()).append(" |"));
    table.append("\n|---|").append("---|".repeat(rivals.size())).append('\n');
    for (Case measured : results.cases()) {
      table.append("| ").append(measured.title()).append(" |");
      for (Rival rival : rivals) {
        table.append(' ').append(cell(results, measured, rival)).append(" |");
      }
      table.append('\n');
    }
    table.append("| **geometric mean** of the cases of the goals |");
    for (Rival rival : rivals) {
      OptionalDouble ratio = ratio(results, rival);
      table.append(ratio.isPresent() ? " **" + Figures.number(ratio.getAsDouble()) + "** |" : " |");
    }
    return table.append('\n').toString();
  }

  private static OptionalDouble ratio(Results results, Rival rival) {
    return rival == Rival.WOVEN || rival == Rival.PLAIN
        ? OptionalDouble.empty()
        : results.meanRatio(rival, Rival.WOVEN);
  }

  private static String cell(Results results, Case measured, Rival rival) {
    @Nullable Measurement measurement = results.get(measured, rival);
    if (measurement == null) {
      return "–";
    }
    String figure =
        String.format(
            Locale.ROOT,
            "%s ±%.0f %%",
            Figures.number(measurement.median()),
            measurement.spread() * 100);
    OptionalDouble ratio = results.ratio(measured, rival, Rival.WOVEN);
    return rival == Rival.WOVEN || ratio.isEmpty()
        ? figure
        : figure + ", **" + Figures.number(ratio.getAsDouble()) + "**";
  }

  /** Bytes that one operation allocates. */
  private static String allocation(Results results) {
    StringBuilder table =
        new StringBuilder("| bytes allocated an operation | limit | asyncio4j |\n|---|---|---|\n");
    for (Case measured : results.cases()) {
      Measurement limit = results.get(measured, Rival.LIMIT);
      Measurement own = results.get(measured, Rival.WOVEN);
      if (own != null && !measured.isMemory() && !measured.isThreaded()) {
        table.append(
            "| %s | %s | %s |\n"
                .formatted(
                    measured.title(),
                    limit == null ? "–" : String.format(Locale.ROOT, "%.0f", limit.allocated()),
                    String.format(Locale.ROOT, "%.0f", own.allocated())));
      }
    }
    return table.toString();
  }

  private static String startUp(Map<Rival, Double> startUp) {
    return startUp.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f ms",
                    entry.getKey() == Rival.PLAIN ? "without" : entry.getKey().title(),
                    entry.getValue()))
        .collect(Collectors.joining("; ", "Start of a JVM to the first line of hello: ", ".\n"));
  }
}
