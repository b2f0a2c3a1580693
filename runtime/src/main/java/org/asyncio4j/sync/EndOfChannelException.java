package org.asyncio4j.sync;

import java.util.NoSuchElementException;

/**
 * Thrown where a {@link Channel} has nothing left to receive and its sending ends are all closed.
 */
public class EndOfChannelException extends NoSuchElementException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public EndOfChannelException() {
    super("all sending ends of the channel are closed, and nothing is left in it");
  }
}
