package org.asyncio4j.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop sleeps: a {@link Selector}, opened at the first sleep. All but {@link #wakeup}
 * belongs to the loop's thread.
 */
public final class Poller {
  /** Sleeps without a limit. */
  public static final long FOREVER = -1;

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Written by the loop's thread before {@link #sleeping}, read by others only after they saw that:
   * no volatile needed.
   */
  private @Nullable Selector selector;

  private volatile boolean sleeping;

  /** Makes a poller that has opened nothing yet. */
  public Poller() {}

  /**
   * Sleeps until the time is over, {@link #wakeup} is called, or the thread is interrupted; not at
   * all if {@code hasWork} says so after other threads can know that this one is going to sleep.
   *
   * @param nanos how long at most, rounded up to milliseconds, which is what a selector knows;
   *     {@link #FOREVER} for no limit
   * @param hasWork whether another thread has left something to do meanwhile
   */
  public void sleep(long nanos, BooleanSupplier hasWork) {
    try {
      if (selector == null) {
        selector = Selector.open();
      }
      sleeping = true;
      // From here on a thread that leaves work wakes the selector; what came before that is seen by
      // hasWork.
      if (!hasWork.getAsBoolean()) {
        if (nanos == FOREVER) {
          selector.select();
        } else {
          selector.select(Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the event loop's selector failed", e);
    } finally {
      sleeping = false;
    }
  }

  /** Ends a sleep. From any thread, after it has left what the loop is to find. */
  public void wakeup() {
    if (sleeping) {
      Selector opened = selector;
      if (opened != null) {
        opened.wakeup();
      }
    }
  }

  /** Closes the selector. */
  public void close() {
    if (selector != null) {
      try {
        selector.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the event loop's selector could not be closed", e);
      }
    }
  }
}
