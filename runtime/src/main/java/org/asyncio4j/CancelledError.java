package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where a cancelled task is suspended, and by whatever awaits something that was cancelled.
 *
 * <p>An {@link Error}, as {@link ThreadDeath} was and for its reason: {@code catch (Exception e)}
 * must not swallow a cancellation. Clean up in {@code finally}, or catch it and throw it on.
 * Mirrors {@code asyncio.CancelledError}.
 */
public class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  /**
   * Still false while the superclass's constructor runs, which is what keeps {@link #undelivered}
   * from walking the stack.
   */
  private final boolean walksStack;

  /** Makes an error without a message. */
  public CancelledError() {
    this(null);
  }

  /**
   * Makes an error with a message.
   *
   * @param message what {@link Future#cancel(String)} was given; null for none
   */
  // Throwable's own constructor calls fillInStackTrace as well: a subclass is prepared for that.
  @SuppressWarnings("this-escape")
  public CancelledError(@Nullable String message) {
    this(message, true);
    fillInStackTrace();
  }

  private CancelledError(@Nullable String message, boolean walksStack) {
    super(message);
    this.walksStack = walksStack;
  }

  /**
   * An error that the runtime is about to deliver. It is born in the loop, whose stack says
   * nothing: {@link Traces#deliver} gives it that of the coroutine which it interrupts, and
   * cancelling many tasks walks no stack at all.
   */
  static CancelledError undelivered(@Nullable String message) {
    return new CancelledError(message, false);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return walksStack ? super.fillInStackTrace() : this;
  }
}
