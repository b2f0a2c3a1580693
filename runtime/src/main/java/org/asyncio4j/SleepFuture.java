package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What a task waits for in a sleep: a future that is its own timer, and all that a sleeper costs
 * beside its task. Until it is done {@link #payload} is the result to be.
 */
final class SleepFuture<T extends @Nullable Object> extends Future<T> implements Timed {
  private int slot = NOT_TIMED;

  SleepFuture(EventLoop loop, T result) {
    super(loop);
    payload = result;
  }

  @Override
  public void setSlot(int slot) {
    this.slot = slot;
  }

  /** The time is over: an entry of the ready queue that runs nothing but this. */
  void wake() {
    if (state == PENDING) {
      finish(FINISHED, payload);
    }
  }

  @Override
  boolean cancelFor(CancelOrigin origin) {
    stop();
    return super.cancelFor(origin);
  }

  /** Nobody waits any more. */
  void stop() {
    if (slot != NOT_TIMED) {
      loop.removeTimer(slot);
      slot = NOT_TIMED;
    }
  }
}
