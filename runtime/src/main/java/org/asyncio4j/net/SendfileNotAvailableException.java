package org.asyncio4j.net;

/**
 * The system cannot send such a file by itself, and the caller wants nothing else. Mirrors {@code
 * asyncio.SendfileNotAvailableError}, a {@code RuntimeError}.
 */
public final class SendfileNotAvailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message why
   */
  public SendfileNotAvailableException(String message) {
    super(message);
  }
}
