package org.asyncio4j;

/** A timer of a loop: an entry of its ready queue once it is due. */
interface Timed {
  /**
   * Whether the loop is to keep it. Becomes false by {@link #endTimed}, or before a call of {@link
   * EventLoop#timerEnded}.
   */
  boolean isTimed();

  /** Told that the loop has taken it off its timers. */
  void endTimed();
}
