package org.asyncio4j.benchmarks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncio4j.benchmarks.asyncio.BufferedEcho;
import org.asyncio4j.benchmarks.asyncio.GroupEcho;
import org.asyncio4j.benchmarks.asyncio.ProtocolEcho;
import org.asyncio4j.benchmarks.asyncio.StreamsEcho;
import org.asyncio4j.benchmarks.netty.NettyEcho;
import org.asyncio4j.benchmarks.threads.ThreadEcho;

/** The servers that take part. */
enum Contender {
  STREAMS("asyncio4j, streams", StreamsEcho.class.getName()),
  PROTOCOL("asyncio4j, protocol", ProtocolEcho.class.getName()),
  BUFFERED("asyncio4j, buffered protocol", BufferedEcho.class.getName()),
  NETTY_STREAMS("asyncio4j on Netty, epoll, streams", StreamsEcho.class.getName(), loop("epoll")),
  NETTY_PROTOCOL(
      "asyncio4j on Netty, epoll, protocol", ProtocolEcho.class.getName(), loop("epoll")),
  NETTY_BUFFERED(
      "asyncio4j on Netty, epoll, buffered protocol", BufferedEcho.class.getName(), loop("epoll")),
  NETTY_NIO_STREAMS("asyncio4j on Netty, NIO, streams", StreamsEcho.class.getName(), loop("nio")),
  NETTY_NIO_PROTOCOL(
      "asyncio4j on Netty, NIO, protocol", ProtocolEcho.class.getName(), loop("nio")),
  PLAIN_NETTY("Netty, epoll", NettyEcho.OnEpoll.class.getName()),
  PLAIN_NETTY_NIO("Netty, NIO", NettyEcho.OnNio.class.getName()),
  THREADS_1(
      "virtual threads, 1 carrier",
      ThreadEcho.class.getName(),
      "-Djdk.virtualThreadScheduler.parallelism=1",
      "-Djdk.virtualThreadScheduler.maxPoolSize=1"),
  THREADS("virtual threads", ThreadEcho.class.getName()),
  KTOR("Kotlin, ktor-network", "org.asyncio4j.benchmarks.kotlin.KtorEcho"),
  VERTX("Vert.x, NIO", "org.asyncio4j.benchmarks.kotlin.VertxEcho$OnNio"),
  VERTX_EPOLL("Vert.x, epoll", "org.asyncio4j.benchmarks.kotlin.VertxEcho$OnEpoll"),
  ASYNCIO_STREAMS("asyncio, streams", "", "asyncio", "streams"),
  ASYNCIO_PROTOCOL("asyncio, protocol", "", "asyncio", "protocol"),
  UVLOOP_STREAMS("uvloop, streams", "", "uvloop", "streams"),
  UVLOOP_PROTOCOL("uvloop, protocol", "", "uvloop", "protocol"),
  GROUP_1("asyncio4j, loopGroup(1)", GroupEcho.class.getName()),
  GROUP_2("asyncio4j, loopGroup(2)", GroupEcho.class.getName()),
  PLAIN_GROUP_1("Netty, 1 event loop", NettyEcho.OnEpoll.class.getName()),
  PLAIN_GROUP_2("Netty, 2 event loops", NettyEcho.OnEpoll.class.getName());

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private final String title;
  private final String server;
  private final List<String> options;

  /**
   * One of them.
   *
   * @param server the class of the server; empty if Python runs it
   * @param options of the JVM; of the script
   */
  Contender(String title, String server, String... options) {
    this.title = title;
    this.server = server;
    this.options = List.of(options);
  }

  private static String loop(String kind) {
    return "-Dasyncio4j.loop=netty-" + kind;
  }

  String title() {
    return title;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String server() {
    return server;
  }

  List<String> options() {
    return options;
  }

  boolean isPython() {
    return server.isEmpty();
  }

  /** Whether it stands in the table of loop groups. */
  boolean isGroup() {
    return ordinal() >= GROUP_1.ordinal();
  }

  int loops() {
    return this == GROUP_2 || this == PLAIN_GROUP_2 ? 2 : 1;
  }

  /** Whether it runs on a JDK, and can do what the scenario wants. */
  boolean takesPart(Scenario scenario, int featureVersion) {
    if (isGroup()) {
      return scenario.isOfGroups();
    }
    return switch (this) {
      case THREADS, THREADS_1 -> featureVersion >= FIRST_WITH_VIRTUAL_THREADS;
      // It has TLS for clients only.
      case KTOR -> !scenario.tls();
      default -> true;
    };
  }

  /** The command line behind that of the JVM or of Python. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(options);
    if (!isPython()) {
      arguments.clear();
      arguments.add(server);
      arguments.add(Integer.toString(loops()));
    }
    return arguments;
  }
}
