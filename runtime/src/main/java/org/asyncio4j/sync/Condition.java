package org.asyncio4j.sync;

import java.util.function.BooleanSupplier;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A lock, and a line of tasks that wait until whoever holds the lock notifies them. Mirrors {@code
 * asyncio.Condition}.
 *
 * <p>A wait may end without a notification: check what was waited for, as {@link #waitFor} does.
 */
public final class Condition extends LoopBound implements Acquirable {
  private final Lock lock;
  private final Waiters waiters = new Waiters();

  /** Makes a condition with a lock of its own. */
  public Condition() {
    this(new Lock());
  }

  /**
   * Makes a condition of a lock, which several conditions may share.
   *
   * @param lock what is to be held around {@link #waitAsync} and {@link #notifyOne}
   */
  public Condition(Lock lock) {
    this.lock = lock;
  }

  /** Acquires the condition's lock. */
  @Override
  public Coroutine<Void> acquire() {
    return lock.acquire();
  }

  /**
   * Releases the condition's lock.
   *
   * @throws IllegalStateException if it is not locked: "Lock is not acquired."
   */
  @Override
  public void release() {
    lock.release();
  }

  /** {@return whether somebody holds the condition's lock} */
  @Override
  public boolean locked() {
    return lock.locked();
  }

  /**
   * Releases the lock, waits for a notification, and acquires the lock again; that also if the wait
   * is cancelled, before the cancellation goes on. asyncio's {@code wait}, which is taken in Java.
   *
   * @return a coroutine that returns true; awaiting it without the lock throws {@link
   *     IllegalStateException}: "cannot wait on un-acquired lock"
   */
  public Coroutine<Boolean> waitAsync() {
    return new ConditionWait(this, waiters);
  }

  /**
   * Waits, as {@link #waitAsync} does, until something is true; if it is, without suspending.
   *
   * @param predicate what is to be true, asked with the lock held
   * @return a coroutine that returns true
   */
  public Coroutine<Boolean> waitFor(BooleanSupplier predicate) {
    return new WaitFor(this, predicate);
  }

  /**
   * Wakes who has waited longest, if anybody waits. That one goes on when it has the lock.
   * asyncio's {@code notify()}, which is taken in Java.
   *
   * @throws IllegalStateException if the lock is not locked: "cannot notify on un-acquired lock"
   */
  public void notifyOne() {
    notify(1);
  }

  /**
   * Wakes those who have waited longest.
   *
   * @param n how many at most
   * @throws IllegalStateException if the lock is not locked: "cannot notify on un-acquired lock"
   */
  public void notify(int n) {
    checkCanNotify();
    for (int i = 0; i < n && waiters.wakeNext(true); i++) {
      // One after the other.
    }
  }

  /**
   * Wakes all who wait. asyncio's {@code notify_all}, which is taken in Java.
   *
   * @throws IllegalStateException if the lock is not locked: "cannot notify on un-acquired lock"
   */
  public void notifyEveryone() {
    checkCanNotify();
    waiters.wakeAll(true);
  }

  private void checkCanNotify() {
    if (!locked()) {
      throw new IllegalStateException("cannot notify on un-acquired lock");
    }
  }

  /** {@return asyncio's form, {@code <Condition [locked, waiters:1]>}} */
  @Override
  public String toString() {
    return Descriptions.of(this, locked() ? "locked" : "unlocked", waiters);
  }

  private static final class WaitFor extends Coroutine<Boolean> {
    private final Condition condition;
    private final BooleanSupplier predicate;

    WaitFor(Condition condition, BooleanSupplier predicate) {
      this.condition = condition;
      this.predicate = predicate;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return predicate.getAsBoolean() ? (Object) true : await(condition.waitAsync());
    }

    @Override
    protected String qualifiedName() {
      return "Condition.wait_for";
    }
  }
}
