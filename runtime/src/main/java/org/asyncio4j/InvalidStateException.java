package org.asyncio4j;

/**
 * Thrown where a {@link Future} is in the wrong state for a call: its result is asked for too
 * early, or set a second time.
 *
 * <p>Mirrors {@code asyncio.InvalidStateError}.
 */
public class InvalidStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message which state is wrong
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
