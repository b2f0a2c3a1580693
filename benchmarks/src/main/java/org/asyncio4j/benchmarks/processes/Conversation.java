package org.asyncio4j.benchmarks.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that answers lines with lines, and ends when its standard input does. */
public final class Conversation implements AutoCloseable {
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final String what;

  /**
   * Starts the process.
   *
   * @param command its command line
   * @param what what messages call it
   * @throws IOException if it cannot be started
   */
  public Conversation(List<String> command, String what) throws IOException {
    this.what = what;
    process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    orders = process.outputWriter(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @param order the line
   * @return the next line of the process
   * @throws IOException if the process cannot be reached
   * @throws IllegalStateException if it has ended
   */
  public String ask(String order) throws IOException {
    orders.write(order + '\n');
    orders.flush();
    return answer();
  }

  /**
   * Waits for a line that needs no order.
   *
   * @return the next line of the process
   * @throws IOException if the process cannot be reached
   * @throws IllegalStateException if it has ended
   */
  public String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException(what + " has ended: its last words are above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    try {
      orders.close();
    } finally {
      end();
    }
  }

  private void end() {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
