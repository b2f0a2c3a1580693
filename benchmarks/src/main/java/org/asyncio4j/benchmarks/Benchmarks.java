package org.asyncio4j.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.asyncio4j.compiler.AsyncCompiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with the agent in each JVM it forks, or {@link StartUp}, which is about whole JVMs. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs benchmarks.
   *
   * @param args what JMH's own command line takes, such as a regular expression for their names and
   *     {@code -f 1}; or {@code StartUp} alone
   */
  public static void main(String[] args) throws Exception {
    if (args.length == 1 && args[0].equals("StartUp")) {
      StartUp.run();
    } else {
      jmh(args);
    }
  }

  private static void jmh(String[] args) throws CommandLineOptionException, RunnerException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .jvmArgsAppend("-javaagent:" + jarOf(AsyncCompiler.class))
                .build())
        .run();
  }

  /** The jar or directory that a class was loaded from. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
