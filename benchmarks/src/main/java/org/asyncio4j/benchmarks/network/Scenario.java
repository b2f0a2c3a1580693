package org.asyncio4j.benchmarks.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the client does.
 *
 * @param tls over TLS, or TCP
 * @param size bytes of a message
 * @param connections how many send at once
 */
record Scenario(boolean tls, int size, int connections) {
  private static final int KIB = 1024;

  /** The client has a descriptor for each connection to each server. */
  private static final int CROWD = 500;

  /** All combinations. */
  static List<Scenario> all(
      Collection<Security> securities, Collection<Integer> sizes, Collection<Integer> connections) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Security security : securities) {
      for (int size : sizes) {
        for (int count : connections) {
          scenarios.add(new Scenario(security == Security.TLS, size, count));
        }
      }
    }
    return scenarios;
  }

  /** What a table calls it. */
  String title() {
    return message() + ", " + connections;
  }

  /** What a list of all calls it. */
  String fullTitle() {
    return over() + ", " + title();
  }

  /** What its messages are called. */
  String message() {
    return size < KIB ? size + " B" : size / KIB + " KiB";
  }

  /** What its connections run on. */
  String over() {
    return tls ? "TLS" : "TCP";
  }

  /** Whether the table of loop groups has it: enough connections to spread, and no crowd. */
  boolean isOfGroups() {
    return connections > 1 && connections < CROWD;
  }

  /** What a connection runs on. */
  enum Security {
    TCP,
    TLS
  }
}
