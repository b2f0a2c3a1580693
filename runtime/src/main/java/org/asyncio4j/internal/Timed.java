package org.asyncio4j.internal;

/** A timer of a loop: an entry of its ready queue once it is due. */
public interface Timed {
  /**
   * {@return whether the loop is to keep it} Becomes false by {@link #endTimed}, or just before
   * {@link TimerHeap#leftOne}.
   */
  boolean isTimed();

  /** Told that the loop has taken it off its timers. */
  void endTimed();
}
