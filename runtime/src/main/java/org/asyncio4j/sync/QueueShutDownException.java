package org.asyncio4j.sync;

/**
 * Thrown where something is put into a {@link Queue} that was shut down, or got from one that has
 * no item left. Mirrors {@code asyncio.QueueShutDown}.
 */
public class QueueShutDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception, without a message as in asyncio. */
  public QueueShutDownException() {}
}
