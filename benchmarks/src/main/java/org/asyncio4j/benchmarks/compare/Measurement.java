package org.asyncio4j.benchmarks.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.compare.Fork.Round;
import org.asyncio4j.benchmarks.report.Figures;

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
    return new Measurement(
        Figures.at(sorted, 0.5), Figures.spread(sorted), Figures.at(allocated, 0.5));
  }
}
