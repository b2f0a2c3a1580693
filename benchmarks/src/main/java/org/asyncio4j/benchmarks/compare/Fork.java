package org.asyncio4j.benchmarks.compare;

import java.io.IOException;
import java.util.List;
import org.asyncio4j.benchmarks.processes.Conversation;

/** A process that runs one case as one rival does it, a round whenever it is told to. */
final class Fork implements AutoCloseable {
  private final Conversation process;

  /** Starts the process and waits until it has warmed up. */
  Fork(List<String> command, String what) throws IOException {
    process = new Conversation(command, what);
    if (!process.answer().equals("ready")) {
      throw new IllegalStateException(what + " does not say that it is ready");
    }
  }

  Round round() throws IOException {
    String[] numbers = process.ask("round").split(" ");
    return new Round(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }

  /** What one round took; times in nanoseconds, memory in bytes. */
  record Round(long operations, long elapsed, long processor, long allocated, long held) {}
}
