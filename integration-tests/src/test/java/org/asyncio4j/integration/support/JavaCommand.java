package org.asyncio4j.integration.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@code java} command line for the JDK that runs the tests, put together piece by piece. */
public final class JavaCommand {
  // Long enough for a JVM to start on a busy machine: only a program that hangs reaches it.
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final List<String> command = new ArrayList<>();

  /** A command without any option yet. */
  public JavaCommand() {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /** Adds a JVM option. */
  public JavaCommand option(String option) {
    command.add(option);
    return this;
  }

  /** Adds {@code -javaagent} with the agent under test and no options of its own. */
  public JavaCommand agent() {
    return option("-javaagent:" + Artefacts.agentJar());
  }

  /** Adds {@code -javaagent} with the agent under test and its options. */
  public JavaCommand agent(String options) {
    return option("-javaagent:" + Artefacts.agentJar() + "=" + options);
  }

  /** Adds the class path. */
  public JavaCommand classPath(Path... entries) {
    return option("-cp").option(Artefacts.classPath(entries));
  }

  /**
   * Runs a class's {@code main}.
   *
   * @param mainClass its binary name
   * @param arguments what it is given
   * @return what it printed and how it ended
   */
  public ProcessRunner.Result run(String mainClass, String... arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.add(mainClass);
    whole.addAll(List.of(arguments));
    return ProcessRunner.run(whole, TIMEOUT);
  }
}
