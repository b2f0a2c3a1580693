package org.asyncio4j.benchmarks.load;

import java.io.IOException;

/** A server has not sent back what it got. */
public final class WrongAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message what came instead
   */
  public WrongAnswerException(String message) {
    super(message);
  }
}
