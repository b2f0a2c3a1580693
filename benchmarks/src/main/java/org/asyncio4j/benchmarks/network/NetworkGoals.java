package org.asyncio4j.benchmarks.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Which goals are met on one JVM: a row for each pair of servers, a column for TCP and TLS and each
 * size of messages.
 */
final class NetworkGoals {
  private static final double NEAR_NETTY = 1.05;

  /** What a cell sums up: all numbers of connections. */
  private record Column(boolean tls, int size) {}

  private final NetworkResults results;
  private final List<Column> columns;
  private final StringBuilder text = new StringBuilder();

  private NetworkGoals(NetworkResults results) {
    this.results = results;
    columns =
        results.scenarios().stream()
            .map(scenario -> new Column(scenario.tls(), scenario.size()))
            .distinct()
            .toList();
  }

  /** A Markdown table. What was not measured is left out. */
  static String table(NetworkResults results) {
    return new NetworkGoals(results).table();
  }

  private String table() {
    text.append("| processor time a request, in the mean |");
    for (Column column : columns) {
      Scenario any = new Scenario(column.tls, column.size, 1);
      text.append(' ').append(any.over()).append(", ").append(any.message()).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    near(Contender.NETTY_STREAMS, Contender.PLAIN_NETTY);
    near(Contender.NETTY_PROTOCOL, Contender.PLAIN_NETTY);
    near(Contender.NETTY_BUFFERED, Contender.PLAIN_NETTY);
    near(Contender.NETTY_NIO_STREAMS, Contender.PLAIN_NETTY_NIO);
    near(Contender.NETTY_NIO_PROTOCOL, Contender.PLAIN_NETTY_NIO);
    for (Contender own :
        new Contender[] {Contender.STREAMS, Contender.PROTOCOL, Contender.BUFFERED}) {
      for (Contender rival :
          new Contender[] {
            Contender.THREADS_1,
            Contender.THREADS,
            Contender.KTOR,
            Contender.VERTX,
            Contender.VERTX_EPOLL
          }) {
        row("%s: less than %s".formatted(own.title(), rival.title()), own, rival, 1);
      }
    }
    return text.toString();
  }

  private void near(Contender own, Contender netty) {
    row(
        "%s: at most %s times %s".formatted(own.title(), NEAR_NETTY, netty.title()),
        own,
        netty,
        NEAR_NETTY);
  }

  private void row(String goal, Contender own, Contender rival, double bound) {
    List<String> cells = columns.stream().map(column -> cell(column, own, rival, bound)).toList();
    if (cells.stream().anyMatch(cell -> !cell.equals("–"))) {
      text.append("| ").append(goal).append(" | ").append(String.join(" | ", cells)).append(" |\n");
    }
  }

  /** The geometric mean over the numbers of connections, which counts, and the worst of them. */
  private String cell(Column column, Contender own, Contender rival, double bound) {
    double[] ratios =
        results.scenarios().stream()
            .filter(scenario -> scenario.tls() == column.tls && scenario.size() == column.size)
            .map(scenario -> results.ratio(scenario, own, rival, NetworkMeasurement::processor))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::orElseThrow)
            .toArray();
    if (ratios.length == 0) {
      return "–";
    }
    double mean = Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow());
    double worst = Arrays.stream(ratios).max().orElseThrow();
    return String.format(
        Locale.ROOT, "%.2f, at worst %.2f: %s", mean, worst, mean <= bound ? "met" : "missed");
  }
}
