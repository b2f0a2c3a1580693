package org.asyncio4j;

import java.time.Duration;

/** Durations as nanoseconds. What does not fit, 292 years, is cut: nobody can tell. */
final class Durations {
  private static final long NANOS = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS;

  private Durations() {}

  static long nanos(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds >= MOST_SECONDS) {
      return Long.MAX_VALUE;
    }
    return seconds <= -MOST_SECONDS ? -Long.MAX_VALUE : seconds * NANOS + duration.getNano();
  }

  /** The time {@code delay} nanoseconds after {@code now}, a time not before zero. */
  static long after(long now, long delay) {
    long sum = now + delay;
    return delay > 0 && sum < now ? Long.MAX_VALUE : sum;
  }
}
