package org.asyncio4j.net.nio;

/** A connection that can encrypt what goes over it. */
public interface TlsCapable {
  /**
   * Begins to encrypt, behind what was written before.
   *
   * @param tls the connection's protocol
   * @return what encrypts
   */
  TlsCodec encrypt(TlsProtocol tls);
}
