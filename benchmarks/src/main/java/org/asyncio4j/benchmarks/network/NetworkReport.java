package org.asyncio4j.benchmarks.network;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.asyncio4j.benchmarks.report.Figures;
import org.jspecify.annotations.Nullable;

/** Results as Markdown: a row a server, a column a scenario. */
final class NetworkReport {
  private final NetworkResults results;
  private final StringBuilder text = new StringBuilder();

  private NetworkReport(NetworkResults results) {
    this.results = results;
  }

  /** All that is known. */
  static String of(NetworkResults results) {
    NetworkReport report = new NetworkReport(results);
    report.text.append("### ").append(results.jvm().title()).append("\n\n");
    for (boolean tls : new boolean[] {false, true}) {
      List<Scenario> scenarios =
          results.scenarios().stream().filter(scenario -> scenario.tls() == tls).toList();
      if (!scenarios.isEmpty()) {
        report.tables(tls ? "TLS" : "TCP", scenarios);
      }
    }
    report.groups();
    report.text.append(NetworkGoals.table(results)).append('\n');
    return report.text.toString();
  }

  private void tables(String over, List<Scenario> scenarios) {
    List<Contender> servers =
        results.contenders(scenarios).stream().filter(server -> !server.isGroup()).toList();
    table("µs of the processor a request, " + over, scenarios, servers, this::processor);
    table("requests a second, " + over, scenarios, servers, this::throughput);
    table("µs from request to answer, median / 99 %, " + over, scenarios, servers, this::latency);
  }

  private void groups() {
    List<Scenario> scenarios = results.scenarios().stream().filter(Scenario::isOfGroups).toList();
    List<Contender> groups =
        results.contenders(scenarios).stream().filter(Contender::isGroup).toList();
    if (groups.isEmpty()) {
      return;
    }
    for (boolean tls : new boolean[] {false, true}) {
      List<Scenario> own = scenarios.stream().filter(scenario -> scenario.tls() == tls).toList();
      if (!own.isEmpty()) {
        table(
            "requests a second, and µs of the processor a request, " + (tls ? "TLS" : "TCP"),
            own,
            groups,
            (scenario, group) -> {
              NetworkMeasurement measurement = results.get(scenario, group);
              return measurement == null
                  ? "–"
                  : throughput(scenario, group)
                      + ", "
                      + Figures.number(measurement.processor())
                      + " µs";
            });
      }
    }
  }

  private void table(
      String title,
      List<Scenario> scenarios,
      List<Contender> servers,
      BiFunction<Scenario, Contender, String> cell) {
    text.append("| ").append(title).append(" |");
    scenarios.forEach(scenario -> text.append(' ').append(scenario.title()).append(" |"));
    text.append("\n|---|").append("---|".repeat(scenarios.size())).append('\n');
    for (Contender server : servers) {
      text.append("| ").append(server.title()).append(" |");
      scenarios.forEach(
          scenario -> text.append(' ').append(cell.apply(scenario, server)).append(" |"));
      text.append('\n');
    }
    text.append('\n');
  }

  /** The figure, its spread, and the ratio to the first server of the table. */
  private String processor(Scenario scenario, Contender server) {
    @Nullable NetworkMeasurement measurement = results.get(scenario, server);
    if (measurement == null) {
      return "–";
    }
    String figure =
        String.format(
            Locale.ROOT,
            "%s ±%.0f %%",
            Figures.number(measurement.processor()),
            measurement.spread() * 100);
    OptionalDouble ratio =
        results.ratio(scenario, server, Contender.STREAMS, NetworkMeasurement::processor);
    return server == Contender.STREAMS || ratio.isEmpty()
        ? figure
        : figure + ", **" + Figures.number(ratio.getAsDouble()) + "**";
  }

  private String throughput(Scenario scenario, Contender server) {
    @Nullable NetworkMeasurement measurement = results.get(scenario, server);
    return measurement == null ? "–" : Figures.number(measurement.throughput());
  }

  private String latency(Scenario scenario, Contender server) {
    @Nullable NetworkMeasurement measurement = results.get(scenario, server);
    return measurement == null
        ? "–"
        : Figures.number(measurement.latency()) + " / " + Figures.number(measurement.slow());
  }
}
