package org.asyncio4j.net;

/**
 * Who is told of what happens to a connection: a {@link Protocol}, which is given data, or a {@link
 * BufferedProtocol}, which gives buffers. What they throw goes to the loop's exception handler and
 * closes the connection. Mirrors what the two have in common in asyncio.
 */
public sealed interface StreamingProtocol extends BaseProtocol permits Protocol, BufferedProtocol {
  /**
   * Called once, before anything else.
   *
   * @param transport the connection
   */
  default void connectionMade(Transport transport) {}

  /**
   * Called when the peer has closed its sending direction.
   *
   * @return true to keep the connection open for writing; otherwise it is closed. Over TLS it
   *     always is
   */
  default boolean eofReceived() {
    return false;
  }
}
