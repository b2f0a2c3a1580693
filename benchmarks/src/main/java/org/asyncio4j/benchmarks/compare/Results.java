package org.asyncio4j.benchmarks.compare;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.jspecify.annotations.Nullable;

/** What was measured on one JVM. */
final class Results {
  private final Jvm jvm;
  private final Map<Case, Map<Rival, Measurement>> measurements = new EnumMap<>(Case.class);

  Results(Jvm jvm) {
    this.jvm = jvm;
  }

  Jvm jvm() {
    return jvm;
  }

  void put(Case measured, Rival rival, Measurement measurement) {
    measurements
        .computeIfAbsent(measured, key -> new EnumMap<>(Rival.class))
        .put(rival, measurement);
  }

  List<Case> cases() {
    return List.copyOf(measurements.keySet());
  }

  /** The rivals that took part in any case. */
  List<Rival> rivals() {
    return Arrays.stream(Rival.values())
        .filter(rival -> measurements.values().stream().anyMatch(row -> row.containsKey(rival)))
        .toList();
  }

  @Nullable Measurement get(Case measured, Rival rival) {
    Map<Rival, Measurement> row = measurements.get(measured);
    return row == null ? null : row.get(rival);
  }

  /**
   * How many times as much {@code rival} takes as {@code yardstick}; empty if one of them has not
   * taken part.
   */
  OptionalDouble ratio(Case measured, Rival rival, Rival yardstick) {
    Measurement own = get(measured, rival);
    Measurement other = get(measured, yardstick);
    return own == null || other == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(own.median() / other.median());
  }

  /** The geometric mean of {@link #ratio} over those cases of the goals that are about time. */
  OptionalDouble meanRatio(Rival rival, Rival yardstick) {
    double[] logarithms =
        cases().stream()
            .filter(measured -> measured.isOfTheGoals() && !measured.isMemory())
            .map(measured -> ratio(measured, rival, yardstick))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(ratio -> Math.log(ratio.getAsDouble()))
            .toArray();
    return logarithms.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.exp(Arrays.stream(logarithms).average().orElseThrow()));
  }
}
