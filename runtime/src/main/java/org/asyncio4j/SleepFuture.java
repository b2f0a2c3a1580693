package org.asyncio4j;

import org.asyncio4j.internal.Timed;

/**
 * What a task waits for in a sleep: a future that is its own timer, and all that a sleeper costs
 * beside its task.
 */
final class SleepFuture extends Future<Void> implements Timed {
  private boolean timed = true;

  SleepFuture(EventLoop loop) {
    super(loop);
  }

  @Override
  public boolean isTimed() {
    return timed;
  }

  /** The time is over: an entry of the ready queue that runs nothing but this. */
  void wake() {
    timed = false;
    if (state == PENDING) {
      finish(FINISHED, null);
    }
  }

  @Override
  boolean cancelFor(CancelOrigin origin) {
    stop();
    if (state == PENDING && payload instanceof Task<?> sleeper) {
      sleeper.sleepIsCancelled();
    }
    return super.cancelFor(origin);
  }

  /** Nobody waits any more. */
  void stop() {
    if (timed) {
      timed = false;
      loop.timerEnded();
    }
  }
}
