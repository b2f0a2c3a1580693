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

  private final transient @Nullable CancelOrigin origin;

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
    this(message, null, true);
    fillInStackTrace();
  }

  private CancelledError(
      @Nullable String message, @Nullable CancelOrigin origin, boolean walksStack) {
    super(message);
    this.origin = origin;
    this.walksStack = walksStack;
  }

  /**
   * An error that the runtime is about to deliver. It is born in the loop, whose stack says
   * nothing: {@link Traces#deliver} gives it that of the coroutine which it interrupts, and
   * cancelling many tasks walks no stack at all.
   */
  static CancelledError undelivered(@Nullable CancelOrigin origin) {
    if (origin == null) {
      return new CancelledError(null, null, false);
    }
    CancelledError error = new CancelledError(origin.message, origin, false);
    if (origin.where() != null) {
      error.addSuppressed(origin.where());
    }
    return error;
  }

  /** What became of a cancelled future, as asyncio's gather has it. */
  static CancelledError ofOutcome(Future<?> cancelled) {
    String message = cancelled.payload instanceof CancelOrigin origin ? origin.message : null;
    return new CancelledError(message == null ? "" : message, cancelled.cancelOrigin(), false);
  }

  /**
   * {@return where the cancellation comes from; null if nobody asked for it, because a program has
   * made this error itself for example} What it is for is {@link #getMessage()}.
   */
  public @Nullable CancelOrigin origin() {
    return origin;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return walksStack ? super.fillInStackTrace() : this;
  }
}
