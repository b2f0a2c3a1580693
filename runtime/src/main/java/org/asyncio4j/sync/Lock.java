package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A mutual exclusion for tasks: held by one at a time, had by the others in the order in which they
 * asked. It has no owner: any task may release it. Mirrors {@code asyncio.Lock}.
 */
public final class Lock extends LoopBound implements Acquirable {
  private final Waiters waiters = new Waiters();
  private boolean locked;

  /** Makes a lock that nobody holds. */
  public Lock() {}

  @Override
  public Coroutine<Void> acquire() {
    return new Acquire(this);
  }

  /**
   * Releases the lock; who is first in line has it next, even if others ask before that one runs.
   *
   * @throws IllegalStateException if it is not locked: "Lock is not acquired."
   */
  @Override
  public void release() {
    if (!locked) {
      throw new IllegalStateException("Lock is not acquired.");
    }
    locked = false;
    waiters.wakeFirst();
  }

  /** {@return whether somebody holds the lock} */
  @Override
  public boolean locked() {
    return locked;
  }

  /** {@return asyncio's form, {@code <Lock [unlocked, waiters:1]>}} */
  @Override
  public String toString() {
    return Descriptions.of(this, locked ? "locked" : "unlocked", waiters);
  }

  private static final class Acquire extends Waiter<Void> {
    private final Lock lock;

    Acquire(Lock lock) {
      this.lock = lock;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (isNew()) {
        if (lock.locked || lock.waiters.hasUncancelled()) {
          return waitIn(lock.waiters, lock);
        }
      } else {
        lock.waiters.remove(this);
        if (failure != null) {
          // The lock is free, or about to be claimed by who is first now: see to it that this one
          // runs.
          if (!lock.locked) {
            lock.waiters.wakeFirst();
          }
          throw failure;
        }
      }
      lock.locked = true;
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "Lock.acquire";
    }
  }
}
