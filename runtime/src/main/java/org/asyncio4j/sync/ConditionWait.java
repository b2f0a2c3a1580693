package org.asyncio4j.sync;

import org.asyncio4j.CancelledError;
import org.jspecify.annotations.Nullable;

/** {@link Condition#waitAsync}: waits for a notification, then for the lock, come what may. */
final class ConditionWait extends Waiter<Boolean> {
  private final Condition condition;
  private final Waiters waiters;
  private boolean reacquires;

  /** What to end with once the lock is held again: the last cancellation, if there was one. */
  private @Nullable Throwable pendingFailure;

  ConditionWait(Condition condition, Waiters waiters) {
    this.condition = condition;
    this.waiters = waiters;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (isNew()) {
      return begin();
    }
    try {
      if (!reacquires) {
        waiters.remove(this);
        reacquires = true;
        pendingFailure = failure;
      } else if (failure instanceof CancelledError) {
        pendingFailure = failure;
      } else if (failure != null) {
        throw failure;
      } else {
        return end();
      }
      return await(condition.acquire()) == SUSPENDED ? SUSPENDED : end();
    } catch (Throwable t) {
      // It may have been notified before: somebody else is to have that notification.
      waiters.wakeNext(true);
      throw t;
    }
  }

  private @Nullable Object begin() throws Throwable {
    if (!condition.locked()) {
      throw new IllegalStateException("cannot wait on un-acquired lock");
    }
    Object suspended = waitIn(waiters, condition);
    condition.release();
    return suspended;
  }

  private Object end() throws Throwable {
    if (pendingFailure != null) {
      throw pendingFailure;
    }
    return true;
  }

  @Override
  protected String qualifiedName() {
    return "Condition.wait";
  }
}
