package org.asyncio4j.net;

/**
 * Who is given the data of a connection. Calls come in this order: {@link #connectionMade} once,
 * {@link #dataReceived} any number of times, {@link #eofReceived} at most once, {@link
 * #connectionLost} once. Mirrors {@code asyncio.Protocol}.
 */
public non-sealed interface Protocol extends StreamingProtocol {
  /**
   * Called when data has come.
   *
   * @param data at least one byte; the array is the protocol's to keep
   */
  default void dataReceived(byte[] data) {}
}
