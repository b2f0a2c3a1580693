package org.asyncio4j.benchmarks.load;

import java.util.Arrays;

/** How long requests took, in buckets of which each is 1.6 % wider than the one before. */
final class Latencies {
  private static final int SUB_BITS = 6;
  private static final int SUBS = 1 << SUB_BITS;

  private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUBS];
  private long all;

  void add(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    all++;
  }

  long count() {
    return all;
  }

  void clear() {
    Arrays.fill(counts, 0);
    all = 0;
  }

  /** The nanoseconds that a fraction of the requests did not exceed; 0 if there were none. */
  long at(double fraction) {
    long below = (long) Math.ceil(fraction * all);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= below && seen > 0) {
        return lowest(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    if (nanos < SUBS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return (shift + 1) * SUBS + (int) (nanos >>> shift) - SUBS;
  }

  private static long lowest(int bucket) {
    int shift = bucket / SUBS - 1;
    return shift < 0 ? bucket : (long) (bucket % SUBS + SUBS) << shift;
  }
}
