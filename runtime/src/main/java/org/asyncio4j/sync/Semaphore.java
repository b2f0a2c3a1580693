package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits: each {@link #acquire} takes one, each {@link #release} gives one back. Who
 * finds none waits in line, and nobody overtakes. Mirrors {@code asyncio.Semaphore}.
 */
public sealed class Semaphore extends LoopBound implements Acquirable permits BoundedSemaphore {
  private final Waiters waiters = new Waiters();

  /** Permits that nobody has; that of a waiter who was woken is no longer among them. */
  private int value;

  /** Makes a semaphore of one permit. */
  public Semaphore() {
    this(1);
  }

  /**
   * Makes a semaphore.
   *
   * @param value the number of permits
   * @throws IllegalArgumentException if it is negative: "Semaphore initial value must be &gt;= 0"
   */
  public Semaphore(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("Semaphore initial value must be >= 0");
    }
    this.value = value;
  }

  @Override
  public Coroutine<Void> acquire() {
    return new Acquire(this);
  }

  /** Gives back a permit, or adds one; who is first in line has it. */
  @Override
  public void release() {
    value++;
    wakeNext();
  }

  /** {@return whether there is no permit, or somebody waits for one} */
  @Override
  public boolean locked() {
    return value == 0 || waiters.hasUncancelled();
  }

  /** The number of permits that nobody has. */
  final int value() {
    return value;
  }

  /** Gives a permit to who is next in line; false if nobody is. */
  private boolean wakeNext() {
    if (!waiters.wakeNext(true)) {
      return false;
    }
    value--;
    return true;
  }

  /** {@return asyncio's form, {@code <Semaphore [unlocked, value:1]>}} */
  @Override
  public String toString() {
    return Descriptions.of(this, locked() ? "locked" : "unlocked, value:" + value, waiters);
  }

  private static final class Acquire extends Waiter<Void> {
    private final Semaphore semaphore;

    Acquire(Semaphore semaphore) {
      this.semaphore = semaphore;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      Semaphore target = semaphore;
      if (isNew()) {
        if (target.locked()) {
          return waitIn(target.waiters, target);
        }
        target.value--;
        return null;
      }
      target.waiters.remove(this);
      if (failure != null && wasServed()) {
        target.value++;
      }
      // Others may have queued up behind this one while there were permits for them.
      while (target.value > 0 && target.wakeNext()) {
        // One after the other.
      }
      if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "Semaphore.acquire";
    }
  }
}
