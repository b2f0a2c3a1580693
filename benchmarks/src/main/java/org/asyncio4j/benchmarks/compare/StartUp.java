package org.asyncio4j.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asyncio4j.benchmarks.hello.Hello;
import org.asyncio4j.benchmarks.hello.PlainHello;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.asyncio4j.benchmarks.report.Figures;

/** How long it takes from the start of a JVM to the first line of a program. */
final class StartUp {
  private static final List<Rival> RIVALS = List.of(Rival.PLAIN, Rival.WOVEN, Rival.AGENT);

  private final Installation installation;

  StartUp(Installation installation) {
    this.installation = installation;
  }

  /**
   * Starts each in turn.
   *
   * @return the median of each, in milliseconds
   */
  Map<Rival, Double> run(Jvm jvm, int starts) throws IOException, InterruptedException {
    Map<Rival, List<Double>> times = new EnumMap<>(Rival.class);
    for (Rival rival : RIVALS) {
      times.put(rival, new ArrayList<>());
      // The first reads the files from the disk.
      start(jvm, rival);
    }
    for (int i = 0; i < starts; i++) {
      for (Map.Entry<Rival, List<Double>> entry : times.entrySet()) {
        entry.getValue().add(start(jvm, entry.getKey()));
      }
    }
    return times.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> median(entry.getValue()),
                (first, second) -> first,
                () -> new EnumMap<>(Rival.class)));
  }

  private static double median(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return Figures.at(sorted, 0.5);
  }

  private double start(Jvm jvm, Rival rival) throws IOException, InterruptedException {
    List<String> command = jvm.command();
    command.addAll(rival.options(installation));
    Class<?> program = rival == Rival.PLAIN ? PlainHello.class : Hello.class;
    command.add(program.getName());
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = out.readLine();
      long elapsed = System.nanoTime() - start;
      if (!"hello".equals(line) || process.waitFor() != 0) {
        throw new IllegalStateException(program.getName() + " printed " + line);
      }
      return elapsed / 1e6;
    }
  }
}
