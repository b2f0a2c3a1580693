package org.asyncio4j.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs one case as one rival does it, a round whenever it is told to. */
final class Fork implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final String what;

  /** Starts the process and waits until it has warmed up. */
  Fork(List<String> command, String what) throws IOException {
    this.what = what;
    process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    orders = process.outputWriter(StandardCharsets.US_ASCII);
    if (!answer().equals("ready")) {
      throw new IllegalStateException(what + " does not say that it is ready");
    }
  }

  Round round() throws IOException {
    orders.write("round\n");
    orders.flush();
    String[] numbers = answer().split(" ");
    return new Round(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException(what + " has ended: its last words are above");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What one round took; times in nanoseconds, memory in bytes. */
  record Round(long operations, long elapsed, long processor, long allocated, long held) {}
}
