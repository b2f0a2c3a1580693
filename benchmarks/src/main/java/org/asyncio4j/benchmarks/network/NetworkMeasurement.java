package org.asyncio4j.benchmarks.network;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.report.Figures;

/**
 * The rounds of one server in one scenario.
 *
 * @param throughput requests a second, the median of the rounds
 * @param processor microseconds of the server's processor a request, the median of the rounds
 * @param spread of that, half of the distance of the quartiles, as a fraction of the median
 * @param latency microseconds that half of the requests did not exceed, the median of the rounds
 * @param slow microseconds that 99 of 100 did not exceed, the median of the rounds
 */
record NetworkMeasurement(
    double throughput, double processor, double spread, double latency, double slow) {

  static NetworkMeasurement of(List<Round> rounds) {
    double[] processor = sorted(rounds, round -> round.processor / 1e3 / round.requests);
    return new NetworkMeasurement(
        Figures.at(sorted(rounds, round -> round.requests * 1e9 / round.elapsed), 0.5),
        Figures.at(processor, 0.5),
        Figures.spread(processor),
        Figures.at(sorted(rounds, round -> round.median / 1e3), 0.5),
        Figures.at(sorted(rounds, round -> round.slow / 1e3), 0.5));
  }

  private static double[] sorted(List<Round> rounds, ToDoubleFunction<Round> value) {
    return rounds.stream().mapToDouble(value).sorted().toArray();
  }

  /** What one round came to; times in nanoseconds, {@code processor} that of the server. */
  record Round(long requests, long elapsed, long processor, long median, long slow) {}
}
