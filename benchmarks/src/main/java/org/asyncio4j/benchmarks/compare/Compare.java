package org.asyncio4j.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.processes.Installation;
import org.asyncio4j.benchmarks.processes.Jvm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison with all rivals. */
@Command(
    name = "compare",
    description = "Runs all cases for all rivals and prints the table and the goals.")
public final class Compare implements Callable<Integer> {
  @Option(names = "--cases", split = ",", description = "Which cases: ${COMPLETION-CANDIDATES}.")
  private Set<Case> cases = EnumSet.allOf(Case.class);

  @Option(names = "--rivals", split = ",", description = "Which rivals: ${COMPLETION-CANDIDATES}.")
  private Set<Rival> rivals = EnumSet.allOf(Rival.class);

  @Option(names = "--rounds", description = "Rounds, of which the median counts: 7.")
  private int rounds = 7;

  @Option(names = "--warm-up", description = "Milliseconds to warm up at least: 1500.")
  private long warmUp = 1500;

  @Option(names = "--round", description = "Milliseconds of a round, roughly: 100.")
  private long round = 100;

  @Option(names = "--starts", description = "Starts of hello of each kind: 20; 0 for none.")
  private int starts = 20;

  @Option(names = "--short", description = "A first glance: 3 rounds of half the time, 5 starts.")
  private boolean isShort;

  @Option(names = "--elapsed", description = "Measure elapsed time; else processor time.")
  private boolean elapsed;

  @Option(
      names = "--jvm",
      description = "A JDK's directory, and options behind it; may be repeated. Default: this JDK.")
  private List<String> jvms = List.of(System.getProperty("java.home"));

  @Option(names = "--output", description = "A file to write to as well.")
  private @Nullable Path output;

  /** Made by picocli. */
  public Compare() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (isShort) {
      rounds = 3;
      warmUp = 500;
      round = 50;
      starts = Math.min(starts, 5);
    }
    Installation installation = Installation.weave();
    Comparison comparison =
        new Comparison(
            installation,
            new Comparison.Settings(EnumSet.copyOf(rivals), rounds, warmUp, round, elapsed));
    StringBuilder report = new StringBuilder();
    for (String text : jvms) {
      Jvm jvm = Jvm.parse(text);
      Map<Rival, Double> startUp =
          starts == 0 ? Map.of() : new StartUp(installation).run(jvm, starts);
      Results results = new Results(jvm);
      for (Case measured : EnumSet.copyOf(cases)) {
        comparison.run(measured, results);
        // What there is so far, should a later case fail.
        write(report + Report.of(results, startUp));
      }
      report.append(Report.of(results, startUp));
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
