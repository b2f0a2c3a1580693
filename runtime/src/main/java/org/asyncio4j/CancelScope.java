package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be cut short, by hand or by time, and what comes after it goes on: for {@link
 * Asyncio#asyncWith} and {@link Asyncio#moveOnAfter(Duration, AsyncFunction)}.
 *
 * <p>Cancelling the scope cancels the task that runs the body, once; the {@link CancelledError}
 * that leaves the body ends there. Any other cancellation passes through: that of the task, of a
 * scope or timeout around this one, or one that coincides with this scope's own. A body that
 * swallows the cancellation goes on. Used once, on the thread of the loop. Beyond asyncio: after
 * the cancel scopes of Trio and AnyIO, with asyncio's rule that a cancellation is delivered once.
 */
public final class CancelScope implements AsyncContextManager<CancelScope> {
  static final String NAME = "CancelScope";

  private final Deadline deadline;

  // Set if it was cancelled before it was entered.
  private boolean cancelOnEnter;
  private @Nullable String messageOnEnter;

  private boolean caught;

  /** Makes a scope that ends with its body, unless it is cancelled by hand. */
  public CancelScope() {
    this((Duration) null);
  }

  /**
   * Makes a scope that is cancelled at a given time.
   *
   * @param when the time on the clock of {@link EventLoop#time()}; null for never
   */
  public CancelScope(@Nullable Duration when) {
    this(new Deadline(NAME, Deadline.nanos(when)));
  }

  CancelScope(Deadline deadline) {
    this.deadline = deadline;
  }

  /** {@return when it is cancelled, on the clock of {@link EventLoop#time()}; null for never} */
  public @Nullable Duration when() {
    return deadline.when();
  }

  /**
   * Changes the time.
   *
   * @param when the new time on the clock of {@link EventLoop#time()}; null for never
   * @throws IllegalStateException if the body does not run ("CancelScope has not been entered",
   *     "Cannot change state of finished CancelScope"), or if the scope was cancelled ("Cannot
   *     change state of expiring CancelScope")
   */
  public void reschedule(@Nullable Duration when) {
    deadline.reschedule(Deadline.nanos(when));
  }

  /**
   * Cancels the scope. One that has not been entered is cancelled as soon as it is: its body then
   * runs to its first suspension.
   *
   * @return false if it was cancelled before, or has been left
   */
  public boolean cancel() {
    return cancel(null);
  }

  /**
   * Cancels the scope with a reason.
   *
   * @param message what the {@link CancelledError} will say; null for nothing
   * @return false if it was cancelled before, or has been left
   */
  public boolean cancel(@Nullable String message) {
    if (deadline.isCreated() && !cancelOnEnter) {
      cancelOnEnter = true;
      messageOnEnter = message;
      return true;
    }
    if (!deadline.isActive()) {
      return false;
    }
    deadline.expire(CancelOrigin.of(EventLoop.running(), message));
    return true;
  }

  /** {@return whether it was cancelled, by hand or by time, before it was left} */
  public boolean cancelCalled() {
    return cancelOnEnter || deadline.expired();
  }

  /** {@return whether the body was cut short: its {@link CancelledError} has ended here} */
  public boolean cancelledCaught() {
    return caught;
  }

  /**
   * Begins the scope. Awaiting the returned coroutine throws {@link IllegalStateException} if it
   * was begun before ("CancelScope has already been entered"), or if no task runs ("CancelScope
   * should be used inside a task").
   *
   * @return a coroutine that returns this
   */
  @Override
  public Coroutine<CancelScope> enter() {
    return new Immediate<>() {
      @Override
      CancelScope call() {
        deadline.enter();
        if (cancelOnEnter) {
          deadline.expire(CancelOrigin.of(EventLoop.running(), messageOnEnter));
        }
        return CancelScope.this;
      }

      @Override
      protected String qualifiedName() {
        return "CancelScope.enter";
      }
    };
  }

  /**
   * Ends the scope.
   *
   * @param failure what the body failed with, or null
   * @return a coroutine that returns whether {@code failure} is the scope's own cancellation
   */
  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Immediate<>() {
      @Override
      Boolean call() {
        return leave(failure);
      }

      @Override
      protected String qualifiedName() {
        return "CancelScope.exit";
      }
    };
  }

  /** Ends the scope; returns whether the body's failure is its own cancellation. */
  boolean leave(@Nullable Throwable failure) {
    boolean own = deadline.exit() && !deadline.isMixed();
    caught = own && failure instanceof CancelledError;
    return caught;
  }

  /** {@return {@code <CancelScope [active] when=PT5S>}} */
  @Override
  public String toString() {
    return deadline.toString();
  }
}
