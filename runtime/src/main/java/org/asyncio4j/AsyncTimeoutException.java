package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a time limit is over: by {@link Asyncio#waitFor}, {@link Asyncio#timeout} and their
 * like.
 *
 * <p>Not named like the JDK's {@link java.util.concurrent.TimeoutException}, for to catch the wrong
 * one would compile. Mirrors {@code TimeoutError}.
 */
public class AsyncTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception without a message. */
  public AsyncTimeoutException() {}

  /**
   * Makes an exception with a message.
   *
   * @param message what has taken too long; null for nothing
   */
  public AsyncTimeoutException(@Nullable String message) {
    super(message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message what has taken too long; null for nothing
   * @param cause the {@link CancelledError} that the work was interrupted with; null if there is
   *     none
   */
  public AsyncTimeoutException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
