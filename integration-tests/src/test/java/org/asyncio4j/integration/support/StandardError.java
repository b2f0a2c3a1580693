package org.asyncio4j.integration.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What is printed to {@link System#err} while something runs. */
public final class StandardError {
  private StandardError() {}

  /**
   * Runs an action.
   *
   * @param action what may print
   * @return the lines that it printed
   */
  public static List<String> linesOf(Runnable action) {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(err);
    }
    return printed.toString(UTF_8).lines().toList();
  }
}
