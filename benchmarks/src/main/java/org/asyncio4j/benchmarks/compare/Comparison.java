package org.asyncio4j.benchmarks.compare;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Programs;
import org.asyncio4j.benchmarks.compare.Fork.Round;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.asyncio4j.benchmarks.worker.Worker;

/**
 * Has the rivals run the cases: one process for each rival and case, so that no case spoils the
 * compiled code of another. The processes of a case warm up one after the other, and then take
 * turns, a round each, so that whatever else the machine does hits all alike.
 */
final class Comparison {
  /** What takes longer than this is run fewer times. */
  private static final long LONG_ROUND = 2_000_000_000L;

  private static final int FEWEST_ROUNDS = 3;

  private final Installation installation;
  private final Settings settings;

  Comparison(Installation installation, Settings settings) {
    this.installation = installation;
    this.settings = settings;
  }

  /** What the command line chose. Times in milliseconds. */
  record Settings(Set<Rival> rivals, int rounds, long warmUp, long round, boolean elapsed) {}

  /** Runs one case and puts down what comes of it. */
  void run(Case measured, Results results) throws IOException, InterruptedException {
    Jvm jvm = results.jvm();
    Map<Rival, Fork> forks = new EnumMap<>(Rival.class);
    Map<Rival, List<Round>> rounds = new EnumMap<>(Rival.class);
    try {
      for (Rival rival : settings.rivals) {
        if (takesPart(rival, measured, jvm)) {
          String what = rival.title() + ", " + measured.title();
          forks.put(rival, new Fork(command(jvm, rival, measured), what));
          rounds.put(rival, new ArrayList<>());
        }
      }
      for (int i = 0; i < settings.rounds; i++) {
        for (Map.Entry<Rival, Fork> fork : forks.entrySet()) {
          List<Round> own = rounds.getOrDefault(fork.getKey(), List.of());
          if (i < FEWEST_ROUNDS || own.get(0).elapsed() < LONG_ROUND) {
            own.add(fork.getValue().round());
          }
        }
      }
    } finally {
      for (Fork fork : forks.values()) {
        fork.close();
      }
    }
    StringBuilder line = new StringBuilder("%s, %s:".formatted(jvm.title(), measured.title()));
    rounds.forEach(
        (rival, own) -> {
          Measurement measurement = Measurement.of(own, value(rival, measured));
          results.put(measured, rival, measurement);
          line.append(" %s %.4g".formatted(rival.id(), measurement.median()));
        });
    System.err.println(line);
  }

  private boolean takesPart(Rival rival, Case measured, Jvm jvm)
      throws IOException, InterruptedException {
    if (rival.isPython()) {
      List<String> probe = List.of("python3", script(), "--probe", rival.id());
      try {
        return new ProcessBuilder(probe).redirectError(Redirect.DISCARD).start().waitFor() == 0;
      } catch (IOException e) {
        return false;
      }
    }
    return rival.runsOn(jvm.featureVersion()) && programs(rival).programs().containsKey(measured);
  }

  private static Programs programs(Rival rival) {
    try {
      return Class.forName(rival.programs())
          .asSubclass(Programs.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          rival.title() + " is not compiled: Maven's profile \"benchmarks\" does that", e);
    }
  }

  private List<String> command(Jvm jvm, Rival rival, Case measured) {
    if (rival.isPython()) {
      return List.of(
          "python3", script(), rival.id(), measured.name(), Long.toString(settings.round));
    }
    String heap = measured.isLarge() ? "2g" : "512m";
    List<String> command = jvm.command();
    // All pages touched in advance, or the first round pays for them.
    command.addAll(List.of("-XX:+UseG1GC", "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch"));
    command.addAll(rival.jvmOptions());
    command.addAll(rival.options(installation));
    command.addAll(
        List.of(
            Worker.class.getName(),
            rival.programs(),
            measured.name(),
            Long.toString(settings.warmUp),
            Long.toString(settings.round)));
    return command;
  }

  private static String script() {
    return Path.of("src", "main", "python", "worker.py").toString();
  }

  private ToDoubleFunction<Round> value(Rival rival, Case measured) {
    if (measured.isMemory()) {
      return Round::held;
    }
    boolean elapsed =
        measured.isThreaded() || (!measured.isSlept() && (settings.elapsed || rival.isParallel()));
    return elapsed ? Round::elapsed : Round::processor;
  }
}
