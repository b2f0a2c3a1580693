package org.asyncio4j.benchmarks;

import org.asyncio4j.benchmarks.compare.Compare;
import org.asyncio4j.benchmarks.compiler.AgentCost;
import org.asyncio4j.benchmarks.compiler.CompilerSpeed;
import org.asyncio4j.benchmarks.network.Network;
import org.asyncio4j.benchmarks.service.ServiceMemory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of all benchmarks. */
@Command(
    name = "benchmarks",
    description = "Measures asyncio4j.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Compare.class,
      Network.class,
      ServiceMemory.class,
      CompilerSpeed.class,
      AgentCost.class,
      CommandLine.HelpCommand.class
    })
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs what the first argument names.
   *
   * @param args a command and its options; {@code help} prints them
   */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}
