package org.asyncio4j.benchmarks.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.compare.Fork.Round;

/**
 * The rounds of one case by one rival, each figure that of one operation.
 *
 * @param median nanoseconds, or bytes where the case is about memory
 * @param spread half of the distance of the quartiles, as a fraction of the median
 * @param allocated bytes that the program's first thread allocated
 */
record Measurement(double median, double spread, double allocated) {

  static Measurement of(List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted =
        rounds.stream()
            .mapToDouble(round -> value.applyAsDouble(round) / round.operations())
            .sorted()
            .toArray();
    double[] allocated =
        rounds.stream()
            .mapToDouble(round -> (double) round.allocated() / round.operations())
            .sorted()
            .toArray();
    double median = at(sorted, 0.5);
    return new Measurement(
        median, (at(sorted, 0.75) - at(sorted, 0.25)) / 2 / median, at(allocated, 0.5));
  }

  /** The value with a fraction of all below it; between two values where it falls there. */
  static double at(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
