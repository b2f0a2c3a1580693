package org.asyncio4j.net;

/**
 * A connection: data goes both ways, in order and without bounds. Made by {@link
 * Networking#createConnection}. Confined to the loop's thread. Mirrors {@code asyncio.Transport}.
 */
public interface Transport extends ReadTransport, WriteTransport {
  /**
   * Sets who is told of what happens from now on; it is not told that the connection was made.
   *
   * @param protocol a {@link Protocol} or {@link BufferedProtocol}
   */
  void setProtocol(StreamingProtocol protocol);

  /** {@return who is told of what happens} */
  StreamingProtocol getProtocol();
}
