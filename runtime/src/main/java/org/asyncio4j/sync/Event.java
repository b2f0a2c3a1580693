package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for: until it is set. Mirrors {@code asyncio.Event}. To be used on the
 * thread of one loop.
 */
public final class Event extends LoopBound {
  private final Waiters waiters = new Waiters();
  private boolean value;

  /** Makes an event that is not set. */
  public Event() {}

  /** {@return whether the event is set} */
  public boolean isSet() {
    return value;
  }

  /** Sets the event; all who wait go on, in the order in which they came. */
  public void set() {
    if (!value) {
      value = true;
      waiters.wakeAll(true);
    }
  }

  /** Unsets the event. Who was waiting when it was set goes on nevertheless. */
  public void clear() {
    value = false;
  }

  /**
   * Waits until the event is set; if it is, without suspending. asyncio's {@code wait}, which is
   * taken in Java.
   *
   * @return a coroutine that returns true
   */
  public Coroutine<Boolean> waitAsync() {
    return new Wait(this);
  }

  /** {@return asyncio's form, {@code <Event [unset, waiters:1]>}} */
  @Override
  public String toString() {
    return Descriptions.of(this, value ? "set" : "unset", waiters);
  }

  private static final class Wait extends Waiter<Boolean> {
    private final Event event;

    Wait(Event event) {
      this.event = event;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (!isNew()) {
        event.waiters.remove(this);
        if (failure != null) {
          throw failure;
        }
      } else if (!event.value) {
        return waitIn(event.waiters, event);
      }
      return true;
    }

    @Override
    protected String qualifiedName() {
      return "Event.wait";
    }
  }
}
