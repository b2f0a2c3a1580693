package org.asyncio4j.benchmarks.echo;

import org.jspecify.annotations.Nullable;

/**
 * A server on 127.0.0.1 that sends back what it gets. Implementations have a public constructor
 * without parameters.
 */
public interface EchoServer {
  /**
   * Starts it.
   *
   * @param setup how
   * @return the port that it listens on
   * @throws Exception if it cannot listen, or not over TLS
   */
  int start(Setup setup) throws Exception;

  /**
   * How to start a server.
   *
   * @param loops how many event loops share the connections; more than one only where the server
   *     can have them
   * @param keys for TLS; null for TCP
   */
  record Setup(int loops, @Nullable Keys keys) {
    /** Connections that may wait to be accepted: all of them. */
    public static final int BACKLOG = 1024;
  }
}
