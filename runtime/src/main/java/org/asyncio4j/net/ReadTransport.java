package org.asyncio4j.net;

/**
 * A transport that data comes from. Confined to the loop's thread. Mirrors {@code
 * asyncio.ReadTransport}.
 */
public interface ReadTransport extends BaseTransport {
  /** {@return whether data is received: the transport is neither paused nor closing} */
  boolean isReading();

  /**
   * Stops receiving, until {@link #resumeReading}. Does nothing if the transport is paused or
   * closing.
   */
  void pauseReading();

  /** Receives again. Does nothing if the transport is not paused, or closing. */
  void resumeReading();
}
