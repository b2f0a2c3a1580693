package org.asyncio4j;

/**
 * The time of an {@link EventLoop}, and what the loop does about waiting for it.
 *
 * <p>A clock is asked by the loop's thread, and by any thread that calls {@link EventLoop#time()}.
 */
public interface LoopClock {
  /**
   * Returns the time.
   *
   * @return nanoseconds since an arbitrary origin; never less than before
   */
  long nanoTime();

  /**
   * Says how long the loop has to sleep until the clock reads {@code nanoTime}. Called when nothing
   * is ready to run; a clock of its own making may go there now.
   *
   * @param nanoTime when the next timer is due, later than now
   * @return nanoseconds of real time; 0 if there is no need to sleep
   */
  long sleepUntil(long nanoTime);

  /**
   * Returns the clock of the machine, {@link System#nanoTime()}.
   *
   * @return the clock that loops use unless told otherwise
   */
  static LoopClock system() {
    return SystemClock.INSTANCE;
  }
}
