package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link ExceptionHandler} learns about a failure that nobody handles. Mirrors the {@code
 * context} dict of {@code loop.call_exception_handler}.
 *
 * @param message what happened, in asyncio's words: {@code "Exception in callback ..."}, {@code
 *     "Task exception was never retrieved"}
 * @param exception the failure, if there is one
 * @param future the future or task concerned; null also for a failure that was never retrieved,
 *     which is found out because nobody has the future any more
 * @param handle the callback concerned
 */
public record ExceptionContext(
    String message,
    @Nullable Throwable exception,
    @Nullable Future<?> future,
    @Nullable Handle handle) {

  /**
   * Makes a context of a message and an exception only.
   *
   * @param message what happened
   * @param exception the failure, if there is one
   */
  public ExceptionContext(String message, @Nullable Throwable exception) {
    this(message, exception, null, null);
  }
}
