package org.asyncio4j.net;

import java.io.IOException;

/**
 * The buffer's limit was reached while a separator was looked for; the data stays in the buffer.
 * Mirrors {@code asyncio.LimitOverrunError}.
 */
public class LimitOverrunException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int consumed;

  /**
   * Makes an exception.
   *
   * @param message what happened
   * @param consumed how many bytes are to be read to get on
   */
  public LimitOverrunException(String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /** {@return how many bytes of the buffer are before the separator, or known to hold none} */
  public int consumed() {
    return consumed;
  }
}
