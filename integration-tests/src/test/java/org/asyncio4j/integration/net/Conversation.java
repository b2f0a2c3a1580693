package org.asyncio4j.integration.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that is spoken to line by line, for a bounded time. */
public final class Conversation implements AutoCloseable {
  /** Only a process that hangs reaches it. */
  private static final long SECONDS = 60;

  private final Process process;
  private final Path errors;
  private final BufferedReader output;
  private final Writer input;

  private Conversation(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(StandardCharsets.ISO_8859_1);
    this.input = process.outputWriter(StandardCharsets.ISO_8859_1);
  }

  /** Begins a process. */
  public static Conversation begin(List<String> command) throws IOException {
    Path errors = Files.createTempFile("asyncio4j-", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    return new Conversation(builder.start(), errors);
  }

  void say(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  void endInput() throws IOException {
    input.close();
  }

  /** Whether it has said something that was not heard yet. */
  boolean hasSaid() throws IOException {
    return output.ready();
  }

  /** The next line; null at the end. */
  public @Nullable String hear() {
    return within(
        () -> {
          try {
            return output.readLine();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** All lines up to one that begins so, which is the last. */
  List<String> hearUntil(String beginning) {
    List<String> lines = new ArrayList<>();
    for (String line = hear(); line != null; line = hear()) {
      lines.add(line);
      if (line.startsWith(beginning)) {
        return lines;
      }
    }
    throw new AssertionError("ended before '" + beginning + "', having said " + lines + errors());
  }

  private <T> T within(Supplier<T> blocking) {
    try {
      return CompletableFuture.supplyAsync(blocking).get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nothing heard" + errors(), e);
    }
  }

  int waitFor() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running" + errors());
    }
    return process.exitValue();
  }

  /** What it has written to standard error. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has written something to standard error. */
  void hearError(String text) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!errors().contains(text)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no '" + text + "': " + errors());
      }
      Thread.yield();
    }
  }

  /** Ends it the hard way, so that it says good-bye to nobody. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws Exception {
    kill();
    Files.delete(errors);
  }
}
