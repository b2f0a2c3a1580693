package org.asyncio4j.benchmarks.network;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asyncio4j.benchmarks.echo.EchoProcess;
import org.asyncio4j.benchmarks.echo.Keys;
import org.asyncio4j.benchmarks.load.LoadProcess;
import org.asyncio4j.benchmarks.network.NetworkMeasurement.Round;
import org.asyncio4j.benchmarks.processes.Conversation;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.processes.Jvm;

/**
 * Has one client speak to all servers: a process for each server and scenario. The servers warm up
 * one after the other, and then take turns, a round each, so that whatever else the machine does
 * hits all alike.
 */
final class NetworkComparison {
  private static final String HEAP = "512m";

  /** For the engines of a thousand TLS connections to each server. */
  private static final String HEAP_OF_CLIENT = "3g";

  /** Requests after which a server counts as warm, and how often it may try to get there. */
  private static final int WARM = 40_000;

  private static final int MOST_WARM_UPS = 5;

  private static final int FIRST_WITH_NATIVE_ACCESS = 22;

  private final Installation installation;
  private final Keys keys;
  private final Settings settings;

  NetworkComparison(Installation installation, Keys keys, Settings settings) {
    this.installation = installation;
    this.keys = keys;
    this.settings = settings;
  }

  /** What the command line chose. Times in milliseconds. */
  record Settings(Set<Contender> contenders, int rounds, long warmUp, long round) {}

  /** Runs one scenario and puts down what comes of it. */
  void run(Scenario scenario, NetworkResults results) throws IOException, InterruptedException {
    Jvm jvm = results.jvm();
    Map<Contender, Conversation> servers = new EnumMap<>(Contender.class);
    Map<Contender, List<Round>> rounds = new EnumMap<>(Contender.class);
    // The same JDK for all clients: the one that runs this.
    try (Conversation client = new Conversation(client(), "the client")) {
      try {
        for (Contender contender : settings.contenders) {
          if (takesPart(contender, scenario, jvm)) {
            Conversation server =
                new Conversation(
                    command(jvm, contender, scenario),
                    contender.title() + ", " + scenario.fullTitle());
            servers.put(contender, server);
            rounds.put(contender, new ArrayList<>());
            client.ask(
                "open %s %s %s %d %d"
                    .formatted(
                        contender.id(),
                        server.answer(),
                        scenario.tls() ? "tls" : "tcp",
                        scenario.connections(),
                        scenario.size()));
            warmUp(client, contender);
          }
        }
        for (int i = 0; i < settings.rounds; i++) {
          for (Map.Entry<Contender, Conversation> entry : servers.entrySet()) {
            rounds
                .getOrDefault(entry.getKey(), List.of())
                .add(round(client, entry.getValue(), entry.getKey()));
          }
        }
        for (Contender contender : servers.keySet()) {
          client.ask("close " + contender.id());
        }
      } finally {
        for (Conversation server : servers.values()) {
          server.close();
        }
      }
    }
    StringBuilder line = new StringBuilder("%s, %s:".formatted(jvm.title(), scenario.fullTitle()));
    rounds.forEach(
        (contender, own) -> {
          NetworkMeasurement measurement = NetworkMeasurement.of(own);
          results.put(scenario, contender, measurement);
          line.append(" %s %.4g".formatted(contender.id(), measurement.processor()));
        });
    System.err.println(line);
  }

  /** A busy machine gets the compiler no further than a few requests in the time. */
  private void warmUp(Conversation client, Contender contender) throws IOException {
    long requests = 0;
    for (int i = 0; i < MOST_WARM_UPS && requests < WARM; i++) {
      String answer = client.ask("round %s %d".formatted(contender.id(), settings.warmUp));
      requests += Long.parseLong(answer.substring(0, answer.indexOf(' ')));
    }
  }

  private Round round(Conversation client, Conversation server, Contender contender)
      throws IOException {
    long before = Long.parseLong(server.ask("processor"));
    String[] numbers =
        client.ask("round %s %d".formatted(contender.id(), settings.round)).split(" ");
    long processor = Long.parseLong(server.ask("processor")) - before;
    return new Round(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        processor,
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  private static boolean takesPart(Contender contender, Scenario scenario, Jvm jvm)
      throws IOException, InterruptedException {
    if (!contender.takesPart(scenario, jvm.featureVersion())) {
      return false;
    }
    if (contender.isPython()) {
      List<String> probe = List.of("python3", script(), "--probe", contender.options().get(0));
      try {
        return new ProcessBuilder(probe).redirectError(Redirect.DISCARD).start().waitFor() == 0;
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private List<String> client() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms" + HEAP, "-Xmx" + HEAP_OF_CLIENT));
    command.addAll(installation.plain());
    command.add(LoadProcess.class.getName());
    command.add(keys.file().toString());
    return command;
  }

  private List<String> command(Jvm jvm, Contender contender, Scenario scenario) {
    if (contender.isPython()) {
      List<String> command = new ArrayList<>(List.of("python3", script()));
      command.addAll(contender.arguments());
      if (scenario.tls()) {
        command.add(keys.pem().toString());
      }
      return command;
    }
    List<String> command = jvm.command();
    // All pages touched in advance, or the first round pays for them.
    command.addAll(List.of("-XX:+UseG1GC", "-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch"));
    if (jvm.featureVersion() >= FIRST_WITH_NATIVE_ACCESS) {
      // Of Netty's epoll; else it warns.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    // Of ktor, which logs to nowhere.
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.addAll(contender.options());
    command.addAll(installation.woven());
    command.add(EchoProcess.class.getName());
    command.addAll(contender.arguments());
    if (scenario.tls()) {
      command.add(keys.file().toString());
    }
    return command;
  }

  private static String script() {
    return Path.of("src", "main", "python", "echo.py").toString();
  }
}
