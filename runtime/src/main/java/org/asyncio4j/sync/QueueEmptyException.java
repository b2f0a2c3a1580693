package org.asyncio4j.sync;

/** Thrown by {@link Queue#getNowait} if the queue is empty. Mirrors {@code asyncio.QueueEmpty}. */
public class QueueEmptyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception, without a message as in asyncio. */
  public QueueEmptyException() {}
}
