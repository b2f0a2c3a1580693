package org.asyncio4j.benchmarks.compiler;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs {@link CompilerBenchmark} by JMH. */
@Command(name = "compiler", description = "Bytes a second through the compiler, and JaCoCo's.")
public final class CompilerSpeed implements Callable<Integer> {
  @Parameters(description = "What JMH's own command line takes, such as \"-- -f 1\".")
  private List<String> options = List.of();

  /** Made by picocli. */
  public CompilerSpeed() {}

  @Override
  public Integer call() throws CommandLineOptionException, RunnerException {
    new Runner(new CommandLineOptions(options.toArray(new String[0]))).run();
    return 0;
  }
}
