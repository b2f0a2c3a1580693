package org.asyncio4j;

import java.time.Duration;

/** Durations as nanoseconds. What does not fit, 292 years, is cut: nobody can tell. */
final class Durations {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** Not {@code LONGEST.negated()}: that calculates with big decimals. */
  private static final Duration SHORTEST = Duration.ofNanos(-Long.MAX_VALUE);

  private Durations() {}

  static long nanos(Duration duration) {
    if (duration.compareTo(LONGEST) >= 0) {
      return Long.MAX_VALUE;
    }
    return duration.compareTo(SHORTEST) <= 0 ? -Long.MAX_VALUE : duration.toNanos();
  }

  /** The time {@code delay} nanoseconds after {@code now}, a time not before zero. */
  static long after(long now, long delay) {
    long sum = now + delay;
    return delay > 0 && sum < now ? Long.MAX_VALUE : sum;
  }
}
