package org.asyncio4j;

/** A timer of a loop: an entry of its ready queue once it is due. */
interface Timed {
  /** The slot of what is no timer of the loop, or not any more. */
  int NOT_TIMED = -1;

  /** Told what to give to {@link EventLoop#removeTimer}. */
  void setSlot(int slot);
}
