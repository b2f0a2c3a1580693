package org.asyncio4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of a Markdown table: goal, reached, met or not. What was not measured is left out. */
public final class GoalRows {
  private static final String HEAD = "| goal | reached | |\n|---|---|---|\n";

  private final List<String> lines = new ArrayList<>();

  /** Makes an empty table. */
  public GoalRows() {}

  /**
   * A figure, and how to print it.
   *
   * @param value NaN if it was not measured
   * @param text what the table says
   */
  public record Reached(double value, String text) {}

  /**
   * Adds a goal.
   *
   * @param goal what the table calls it
   * @param bound what the figure may be at most
   * @param reached the figure
   */
  public void atMost(String goal, double bound, Reached reached) {
    add(goal, reached, reached.value() <= bound, reached.value() / bound);
  }

  /**
   * Adds a goal.
   *
   * @param goal what the table calls it
   * @param bound what the figure must be at least
   * @param reached the figure
   */
  public void atLeast(String goal, double bound, Reached reached) {
    add(goal, reached, reached.value() >= bound, bound / reached.value());
  }

  private void add(String goal, Reached reached, boolean met, double excess) {
    if (!Double.isNaN(reached.value())) {
      lines.add(
          "| %s | %s | %s |\n"
              .formatted(
                  goal,
                  reached.text(),
                  met ? "met" : String.format(Locale.ROOT, "missed by a factor of %.2f", excess)));
    }
  }

  /** {@return the table} */
  @Override
  public String toString() {
    return HEAD + String.join("", lines);
  }
}
