package org.asyncio4j.benchmarks.compiler;

import static java.nio.charset.StandardCharsets.UTF_8;

import groovy.ui.GroovyMain;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleBiFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.asyncio4j.benchmarks.cases.ClassFiles;
import org.asyncio4j.compiler.AsyncCompiler;
import org.jacoco.agent.AgentJar;
import picocli.CommandLine.Command;

/**
 * What a JVM takes for a program that has nothing to compile: plain, with an agent that does
 * nothing, with JaCoCo's, with this one. They take turns, so that a busy machine hits all alike;
 * the processor time is hit least.
 */
@Command(
    name = "agent-cost",
    description = "A JVM that has nothing to compile: under no agent, this one, JaCoCo's.")
public final class AgentCost implements Callable<Integer> {
  private static final int ROUNDS = 15;

  /** Does a little work, for which Groovy loads a thousand classes, and prints what it took. */
  private static final String PROGRAM =
      "assert (1..100).collect { it * it }.findAll { it % 3 == 0 }.sum() == 112761;"
          + "print java.lang.management.ManagementFactory.operatingSystemMXBean.processCpuTime";

  /** Made by picocli. */
  public AgentCost() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("asyncio4j-start-up");
    Path idle = idleAgent(directory.resolve("idle.jar"));
    Path jacoco = directory.resolve("jacoco.jar");
    AgentJar.extractTo(jacoco.toFile());
    List<Contender> contenders =
        List.of(
            new Contender("no agent"),
            new Contender("idle agent", "-javaagent:" + idle),
            new Contender("JaCoCo", "-javaagent:" + jacoco + "=output=none"),
            new Contender("asyncio4j", "-javaagent:" + ClassFiles.jarOf(AsyncCompiler.class)));
    for (int round = -1; round < ROUNDS; round++) {
      for (Contender contender : contenders) {
        Cost cost = measure(contender.options);
        if (round >= 0) {
          contender.costs[round] = cost;
        }
      }
    }
    Cost[] plain = contenders.get(0).costs;
    System.out.println("Medians of " + ROUNDS + " rounds; ratios are those within a round");
    System.out.println("                elapsed   ratio  processor   ratio");
    for (Contender contender : contenders) {
      Cost[] own = contender.costs;
      System.out.printf(
          "%-12s %7.0f ms %7.3f %7.0f ms %7.3f%n",
          contender.name,
          median(own, plain, (cost, other) -> cost.elapsed()),
          median(own, plain, (cost, other) -> cost.elapsed() / other.elapsed()),
          median(own, plain, (cost, other) -> cost.processor()),
          median(own, plain, (cost, other) -> cost.processor() / other.processor()));
    }
    return 0;
  }

  private static double median(Cost[] own, Cost[] plain, ToDoubleBiFunction<Cost, Cost> value) {
    double[] sorted = new double[ROUNDS];
    Arrays.setAll(sorted, round -> value.applyAsDouble(own[round], plain[round]));
    Arrays.sort(sorted);
    return sorted[ROUNDS / 2];
  }

  /** Milliseconds: from a JVM's start to its end, and those its threads were running. */
  private record Cost(double elapsed, double processor) {}

  /** A way to run the program. */
  private static final class Contender {
    final String name;
    final List<String> options;
    final Cost[] costs = new Cost[ROUNDS];

    Contender(String name, String... options) {
      this.name = name;
      this.options = List.of(options);
    }
  }

  private static Cost measure(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            ClassFiles.jarOf(GroovyMain.class).toString(),
            GroovyMain.class.getName(),
            "-e",
            PROGRAM));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    double elapsed = (System.nanoTime() - start) / 1e6;
    if (exitCode != 0) {
      throw new IllegalStateException(command + " ended with " + exitCode);
    }
    return new Cost(elapsed, Long.parseLong(output.strip()) / 1e6);
  }

  private static Path idleAgent(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), IdleAgent.class.getName());
    String entry = IdleAgent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = IdleAgent.class.getResourceAsStream("IdleAgent.class")) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }
}
