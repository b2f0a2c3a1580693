package org.asyncio4j.internal;

/** A timer of a loop: an entry of its ready queue once it is due. */
public interface Timed {
  /**
   * {@return whether the loop is to keep it} Becomes false just before {@link TimerHeap#leftOne};
   * nobody asks once the loop has taken it off its timers.
   */
  boolean isTimed();
}
