package org.asyncio4j.benchmarks.report;

import java.util.Locale;

/** Figures of several rounds, and how they are printed. */
public final class Figures {
  private Figures() {}

  /**
   * The value with a fraction of all below it; between two values where it falls there.
   *
   * @param sorted the values, ascending
   * @param fraction from 0 to 1
   * @return the value
   */
  public static double at(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Half of the distance of the quartiles.
   *
   * @param sorted the values, ascending
   * @return it, as a fraction of the median
   */
  public static double spread(double[] sorted) {
    return (at(sorted, 0.75) - at(sorted, 0.25)) / 2 / at(sorted, 0.5);
  }

  /**
   * Prints three digits, or all before the point.
   *
   * @param value the figure
   * @return its text
   */
  public static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }
}
