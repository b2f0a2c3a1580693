package org.asyncio4j.net;

import org.jspecify.annotations.Nullable;

/**
 * One end of a channel of communication, made by a loop. Confined to that loop's thread. Mirrors
 * {@code asyncio.BaseTransport}.
 */
public interface BaseTransport {
  /**
   * Returns what the transport knows about itself. asyncio's {@code get_extra_info}.
   *
   * <p>Of sockets: {@code "peername"} and {@code "sockname"}, a {@link java.net.SocketAddress};
   * {@code "socket"}, a {@link TransportSocket}. With TLS also {@code "sslcontext"}, a {@link
   * javax.net.ssl.SSLContext}; {@code "ssl_object"}, a {@link javax.net.ssl.SSLEngine}; {@code
   * "peercert"}, a {@link java.security.cert.X509Certificate}; {@code "cipher"}, the name of the
   * suite. Of pipes: {@code "pipe"}, the channel or stream.
   *
   * @param name what to ask for
   * @return the value; null if the transport does not know it
   */
  @Nullable Object getExtraInfo(String name);

  /**
   * Returns what the transport knows about itself.
   *
   * @param name what to ask for; see {@link #getExtraInfo(String)}
   * @param fallback what to return if the transport does not know it
   * @return the value
   */
  default Object getExtraInfo(String name, Object fallback) {
    Object value = getExtraInfo(name);
    return value == null ? fallback : value;
  }

  /** {@return whether {@link #close} was called, or the connection is lost} */
  boolean isClosing();

  /**
   * Closes the transport: what was written still goes out, nothing is received any more, then the
   * protocol's {@code connectionLost(null)} is called. Does nothing if that has begun.
   */
  void close();
}
