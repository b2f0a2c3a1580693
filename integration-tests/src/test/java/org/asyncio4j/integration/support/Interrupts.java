package org.asyncio4j.integration.support;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests need that send SIGINT to a process of theirs. */
public final class Interrupts {
  private static final int SIGINT_BIT = 1 << 1;

  private Interrupts() {}

  /**
   * Ends the test unless children obey SIGINT: a process inherits what is ignored, as background
   * jobs of some shells do SIGINT, and a JVM leaves it so.
   */
  public static void assumeNotIgnored() {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      assumeFalse(
          (ignored(status) & SIGINT_BIT) != 0,
          "this process ignores SIGINT, and so would its children");
    }
  }

  private static long ignored(Path status) {
    try {
      String mask =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .findFirst()
              .orElseThrow();
      return Long.parseUnsignedLong(mask.substring("SigIgn:".length()).trim(), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
