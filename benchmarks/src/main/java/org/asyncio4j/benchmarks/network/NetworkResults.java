package org.asyncio4j.benchmarks.network;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.jspecify.annotations.Nullable;

/** What was measured on one JVM. */
final class NetworkResults {
  private final Jvm jvm;
  private final Map<Scenario, Map<Contender, NetworkMeasurement>> measurements =
      new LinkedHashMap<>();

  NetworkResults(Jvm jvm) {
    this.jvm = jvm;
  }

  Jvm jvm() {
    return jvm;
  }

  void put(Scenario scenario, Contender contender, NetworkMeasurement measurement) {
    measurements
        .computeIfAbsent(scenario, key -> new EnumMap<>(Contender.class))
        .put(contender, measurement);
  }

  List<Scenario> scenarios() {
    return List.copyOf(measurements.keySet());
  }

  /** Those that took part in any of some scenarios. */
  List<Contender> contenders(List<Scenario> scenarios) {
    return Arrays.stream(Contender.values())
        .filter(
            contender -> scenarios.stream().anyMatch(scenario -> get(scenario, contender) != null))
        .toList();
  }

  @Nullable NetworkMeasurement get(Scenario scenario, Contender contender) {
    Map<Contender, NetworkMeasurement> row = measurements.get(scenario);
    return row == null ? null : row.get(contender);
  }

  /** One figure divided by another; empty if one of the two has not taken part. */
  OptionalDouble ratio(
      Scenario scenario,
      Contender contender,
      Contender yardstick,
      ToDoubleFunction<NetworkMeasurement> figure) {
    NetworkMeasurement own = get(scenario, contender);
    NetworkMeasurement other = get(scenario, yardstick);
    return own == null || other == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(figure.applyAsDouble(own) / figure.applyAsDouble(other));
  }
}
