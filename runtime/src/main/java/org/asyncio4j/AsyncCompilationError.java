package org.asyncio4j;

/**
 * Thrown by a call of an {@link Async} method that the compiler refused while the agent was loading
 * its class. The message is the compiler's: class, method, line, what was found and what to do
 * instead.
 */
public class AsyncCompilationError extends Error {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the error of one refused method.
   *
   * @param message the compiler's diagnostic
   */
  public AsyncCompilationError(String message) {
    super(message);
  }
}
