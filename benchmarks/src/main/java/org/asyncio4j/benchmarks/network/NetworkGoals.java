package org.asyncio4j.benchmarks.network;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.report.GoalRows;
import org.asyncio4j.benchmarks.report.GoalRows.Reached;
import org.jspecify.annotations.Nullable;

/** Which goals are met on one JVM, and by how much the others are missed. */
final class NetworkGoals {
  private static final double NEAR_NETTY = 1.05;

  private final NetworkResults results;
  private final GoalRows rows = new GoalRows();

  private NetworkGoals(NetworkResults results) {
    this.results = results;
  }

  /** A Markdown table. What was not measured is left out. */
  static String table(NetworkResults results) {
    NetworkGoals goals = new NetworkGoals(results);
    goals.nearNetty();
    goals.ahead(Contender.STREAMS);
    goals.ahead(Contender.PROTOCOL);
    goals.ahead(Contender.BUFFERED);
    return goals.rows.toString();
  }

  private void nearNetty() {
    near(Contender.NETTY_PROTOCOL, Contender.PLAIN_NETTY);
    near(Contender.NETTY_STREAMS, Contender.PLAIN_NETTY);
    near(Contender.NETTY_BUFFERED, Contender.PLAIN_NETTY);
    near(Contender.NETTY_NIO_PROTOCOL, Contender.PLAIN_NETTY_NIO);
    near(Contender.NETTY_NIO_STREAMS, Contender.PLAIN_NETTY_NIO);
  }

  private void near(Contender own, Contender netty) {
    for (boolean tls : new boolean[] {false, true}) {
      rows.atMost(
          "%s: within 5 %% of %s in processor time, %s"
              .formatted(own.title(), netty.title(), tls ? "TLS" : "TCP"),
          NEAR_NETTY,
          reached(own, netty, tls, NetworkMeasurement::processor));
    }
  }

  private void ahead(Contender own) {
    for (Contender rival :
        new Contender[] {
          Contender.THREADS_1,
          Contender.THREADS,
          Contender.KTOR,
          Contender.VERTX,
          Contender.VERTX_EPOLL
        }) {
      for (boolean tls : new boolean[] {false, true}) {
        rows.atMost(
            "%s: ahead of %s in requests per second of the processor, %s"
                .formatted(own.title(), rival.title(), tls ? "TLS" : "TCP"),
            1,
            reached(own, rival, tls, NetworkMeasurement::processor));
      }
    }
  }

  /** The geometric mean over all scenarios, which counts, and the worst of them. */
  private Reached reached(
      Contender own, Contender rival, boolean tls, ToDoubleFunction<NetworkMeasurement> figure) {
    double logarithms = 0;
    int count = 0;
    double worst = 0;
    @Nullable Scenario where = null;
    for (Scenario scenario : results.scenarios()) {
      OptionalDouble ratio = results.ratio(scenario, own, rival, figure);
      if (scenario.tls() == tls && ratio.isPresent()) {
        logarithms += Math.log(ratio.getAsDouble());
        count++;
        if (ratio.getAsDouble() > worst) {
          worst = ratio.getAsDouble();
          where = scenario;
        }
      }
    }
    if (where == null) {
      return new Reached(Double.NaN, "");
    }
    double mean = Math.exp(logarithms / count);
    return new Reached(
        mean,
        String.format(
            Locale.ROOT, "%.2f times its time; at worst %.2f: %s", mean, worst, where.title()));
  }
}
