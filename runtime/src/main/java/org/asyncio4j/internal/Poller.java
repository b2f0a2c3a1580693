package org.asyncio4j.internal;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.function.BooleanSupplier;

/**
 * Where a loop sleeps, and learns what is ready. All but {@link #wakeup} belongs to the loop's
 * thread.
 */
public interface Poller {
  /** Sleeps without a limit. */
  long FOREVER = -1;

  /** The loop begins to run on the calling thread. */
  void begin();

  /**
   * Watches a channel, for nothing yet.
   *
   * @param channel a channel in non-blocking mode
   * @return what to say with what to watch for
   * @throws IOException if the channel is closed, or cannot be watched
   */
  Registration register(SelectableChannel channel) throws IOException;

  /** {@return whether a turn has to {@link #poll}} */
  boolean isWatching();

  /** Puts what is ready by now into the loop's queue. */
  void poll();

  /** Forgets cancelled registrations, so that the descriptors of closed channels are free. */
  void flush();

  /**
   * Sleeps until the time is over, something is ready, {@link #wakeup} is called, or the thread is
   * interrupted, which it still is afterwards; not at all if {@code hasWork} says so after other
   * threads can know that this one is going to sleep. Puts what is ready then into the loop's
   * queue. May end early.
   *
   * @param nanos how long at most, rounded up to what the system knows; {@link #FOREVER} for no
   *     limit
   * @param hasWork whether another thread has left something to do meanwhile
   */
  void sleep(long nanos, BooleanSupplier hasWork);

  /** Ends a sleep. From any thread, after it has left what the loop is to find. */
  void wakeup();

  /** Ends the watching for good, and closes each channel that is watched and not lent. */
  void close();
}
