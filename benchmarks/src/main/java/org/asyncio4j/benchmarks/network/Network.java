package org.asyncio4j.benchmarks.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.asyncio4j.benchmarks.echo.Keys;
import org.asyncio4j.benchmarks.network.Scenario.Security;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison of echo servers. */
@Command(
    name = "network",
    description = "Runs echo servers side by side and prints the tables and the goals.")
public final class Network implements Callable<Integer> {
  @Option(names = "--over", split = ",", description = "Over what: ${COMPLETION-CANDIDATES}.")
  private Set<Security> securities = EnumSet.allOf(Security.class);

  @Option(names = "--sizes", split = ",", description = "Bytes of a message: 64,65536.")
  private Set<Integer> sizes = Set.of(64, 64 * 1024);

  @Option(names = "--connections", split = ",", description = "How many: 1,64,1000.")
  private Set<Integer> connections = Set.of(1, 64, 1000);

  @Option(
      names = "--servers",
      split = ",",
      description = "Which servers: ${COMPLETION-CANDIDATES}.")
  private Set<Contender> servers = EnumSet.allOf(Contender.class);

  @Option(names = "--rounds", description = "Rounds, of which the median counts: 5.")
  private int rounds = 5;

  @Option(names = "--warm-up", description = "Milliseconds to warm up, at least: 2000.")
  private long warmUp = 2000;

  @Option(names = "--round", description = "Milliseconds of a round: 1000.")
  private long round = 1000;

  @Option(
      names = "--jvm",
      description = "A JDK's directory, and options behind it; may be repeated. Default: this JDK.")
  private List<String> jvms = List.of(System.getProperty("java.home"));

  @Option(names = "--output", description = "A file to write to as well.")
  private @Nullable Path output;

  /** Made by picocli. */
  public Network() {}

  @Override
  public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
    NetworkComparison comparison =
        new NetworkComparison(
            Installation.weave(),
            Keys.makeIn(Files.createTempDirectory("asyncio4j-network")),
            new NetworkComparison.Settings(EnumSet.copyOf(servers), rounds, warmUp, round));
    StringBuilder report = new StringBuilder();
    for (String text : jvms) {
      NetworkResults results = new NetworkResults(Jvm.parse(text));
      for (Scenario scenario :
          Scenario.all(
              EnumSet.copyOf(securities), new TreeSet<>(sizes), new TreeSet<>(connections))) {
        comparison.run(scenario, results);
        // What there is so far, should a later one fail.
        write(report + NetworkReport.of(results));
      }
      report.append(NetworkReport.of(results));
    }
    System.out.print(report);
    return 0;
  }

  private void write(String report) throws IOException {
    if (output != null) {
      Files.writeString(output, report, StandardCharsets.UTF_8);
    }
  }
}
