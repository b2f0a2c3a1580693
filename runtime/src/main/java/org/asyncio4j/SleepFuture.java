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
    endOtherwise();
    return super.cancelFor(origin);
  }

  @Override
  public void setResult(Void result) {
    endOtherwise();
    super.setResult(result);
  }

  @Override
  public void setException(Throwable exception) {
    endOtherwise();
    super.setException(exception);
  }

  /** Tells those who wait that they have to look at the outcome. */
  private void endOtherwise() {
    if (payload instanceof Task<?> sleeper) {
      sleeper.wakesOtherwise();
    } else {
      for (Object waiting : callbackList()) {
        if (waiting instanceof Task<?> sleeper) {
          sleeper.wakesOtherwise();
        }
      }
    }
  }

  /** Nobody waits any more. */
  void stop() {
    if (timed) {
      timed = false;
      loop.timerEnded();
    }
  }
}
