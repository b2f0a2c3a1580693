package org.asyncio4j.process;

import java.util.NoSuchElementException;

/** There is no such process any more. Mirrors Python's {@code ProcessLookupError}. */
public class ProcessLookupException extends NoSuchElementException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message which process
   */
  public ProcessLookupException(String message) {
    super(message);
  }
}
