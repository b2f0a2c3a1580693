package org.asyncio4j.sync;

/** Thrown by {@link Queue#putNowait} if the queue is full. Mirrors {@code asyncio.QueueFull}. */
public class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception, without a message as in asyncio. */
  public QueueFullException() {}
}
