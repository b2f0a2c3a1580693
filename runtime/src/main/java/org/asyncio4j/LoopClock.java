package org.asyncio4j;

/**
 * The time of an {@link EventLoop}, and what the loop does about waiting for it.
 *
 * <p>A clock is asked by the loop's thread, and by any thread that calls {@link EventLoop#time()}.
 */
public interface LoopClock {
  /** No time at all: what {@link #sleepUntil} is given where no timer is pending. */
  long NEVER = Long.MIN_VALUE;

  /**
   * Returns the time.
   *
   * @return nanoseconds since an arbitrary origin; never less than before
   */
  long nanoTime();

  /**
   * Says how long the loop has to sleep until the clock reads {@code nanoTime}. Called when nothing
   * is ready to run; a clock of its own making may go there now. Whatever it says, the loop wakes
   * up when another thread hands it something, and asks again once that is done.
   *
   * @param nanoTime when the next timer is due, later than now; {@link #NEVER} if there is none
   * @param outstanding whether other threads are at work for the loop: calls of {@link
   *     Asyncio#toThread} or {@link EventLoop#runInExecutor}, coroutines of other loops
   * @return nanoseconds of real time; 0 if there is no need to sleep, {@link #NEVER} for no limit
   */
  long sleepUntil(long nanoTime, boolean outstanding);

  /**
   * Tells the clock of a loop that is made with it.
   *
   * @param wakeup has the loop ask {@link #sleepUntil} again, if it sleeps; to be called from any
   *     thread when the answer has changed
   */
  default void attach(Runnable wakeup) {}

  /**
   * Returns the clock of the machine, {@link System#nanoTime()}.
   *
   * @return the clock that loops use unless told otherwise
   */
  static LoopClock system() {
    return SystemClock.INSTANCE;
  }
}
