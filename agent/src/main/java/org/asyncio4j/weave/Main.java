package org.asyncio4j.weave;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the agent's jar: {@code java -jar asyncio4j-agent.jar weave classes}. */
@Command(
    name = "java -jar asyncio4j-agent.jar",
    description = "Compiles @Async methods.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {WeaveCommand.class, CommandLine.HelpCommand.class})
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the JVM: with 0 if all went well, 1 if a class was refused or could not
   * be read, 2 if the command line is wrong.
   *
   * @param arguments the command and its arguments
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (!(exception instanceof java.io.IOException)) {
                throw exception;
              }
              command.getErr().println("asyncio4j: " + exception.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
