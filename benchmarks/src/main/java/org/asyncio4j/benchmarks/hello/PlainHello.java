package org.asyncio4j.benchmarks.hello;

import java.time.Duration;

/** {@link Hello} without asyncio4j. */
public final class PlainHello {
  private PlainHello() {}

  private static void sayAfter(Duration delay, String what) throws InterruptedException {
    Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
    System.out.println(what);
  }

  /** Prints a line. */
  public static void main(String[] args) throws InterruptedException {
    sayAfter(Duration.ofNanos(1), "hello");
  }
}
