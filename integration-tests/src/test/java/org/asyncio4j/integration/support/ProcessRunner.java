package org.asyncio4j.integration.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end and keeps what it printed. */
public final class ProcessRunner {
  private ProcessRunner() {}

  /**
   * How a process ended.
   *
   * @param exitCode its exit code
   * @param stdout everything it wrote to standard output
   * @param stderr everything it wrote to standard error
   */
  public record Result(int exitCode, String stdout, String stderr) {
    /** The lines of standard output. */
    public List<String> outputLines() {
      return stdout.lines().toList();
    }
  }

  /**
   * Runs a command without input.
   *
   * @param command the program and its arguments
   * @param timeout how long it may take before it is killed and the test fails
   * @return what it printed and how it ended
   */
  public static Result run(List<String> command, Duration timeout) {
    try {
      // Files rather than pipes: a process that prints much cannot block on a reader that waits for
      // its end.
      Path stdout = Files.createTempFile("asyncio4j-", ".out");
      Path stderr = Files.createTempFile("asyncio4j-", ".err");
      try {
        return run(command, timeout, stdout, stderr);
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result run(List<String> command, Duration timeout, Path stdout, Path stderr)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // Options from the outside would add lines to standard error ("Picked up JAVA_TOOL_OPTIONS:
    // ...").
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process =
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "still running after %s: %s%nstdout: %s%nstderr: %s"
                .formatted(
                    timeout,
                    String.join(" ", command),
                    Files.readString(stdout),
                    Files.readString(stderr)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }
}
