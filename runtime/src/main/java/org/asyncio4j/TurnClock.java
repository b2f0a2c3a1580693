package org.asyncio4j;

/**
 * A loop's look at its clock. Reading the machine's clock costs more than a short turn; so while
 * turns follow one another without a sleep, it is read only now and then, the less often the
 * shorter they are. What is due by the last reading runs in the very next turn, as in asyncio. A
 * clock of its own making is read in every turn.
 */
final class TurnClock {
  /**
   * Nanoseconds that may pass between two readings, if the callbacks take as long as those before.
   */
  private static final long TOLERANCE = 20_000;

  private static final int MOST_CALLBACKS = 16;

  private final LoopClock clock;
  private final boolean everyTurn;

  // Confined to the loop's thread.

  /** The last reading. */
  private long now;

  /**
   * The last reading by {@link #nowFor}, the callbacks noted since, and how many may run until the
   * next.
   */
  private long measuredAt;

  private int callbacks;
  private int allowance;

  TurnClock(LoopClock clock, boolean everyTurn) {
    this.clock = clock;
    this.everyTurn = everyTurn;
  }

  /** Whether it is the machine's clock, which goes by itself. */
  boolean isReal() {
    return !everyTurn;
  }

  /** Notes that a turn is going to run so many callbacks; needless while there is no timer. */
  void turn(int count) {
    callbacks += count;
  }

  long read() {
    now = clock.nanoTime();
    return now;
  }

  /** The time, for threads other than the loop's. */
  long peek() {
    return clock.nanoTime();
  }

  /** How many nanoseconds to sleep until {@code when}, or for ever; 0 if it is over. */
  long sleepUntil(long when, boolean outstanding) {
    return when != LoopClock.NEVER && when <= read() ? 0 : clock.sleepUntil(when, outstanding);
  }

  /** The time to compare timers with, the next of which is due at {@code when}. */
  long nowFor(long when) {
    if (when > now && (everyTurn || callbacks >= allowance)) {
      read();
      // Nothing measured says nothing about the next turn.
      long each = callbacks == 0 ? Long.MAX_VALUE : (now - measuredAt) / callbacks;
      allowance = (int) Math.min(MOST_CALLBACKS, TOLERANCE / Math.max(1, each));
      measuredAt = now;
      callbacks = 0;
    }
    return now;
  }
}
