package org.asyncio4j.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of the socket under a transport or server. Confined to the loop's thread.
 * Mirrors {@code asyncio.trsock.TransportSocket}.
 */
public interface TransportSocket {
  /** {@return the address it is bound to; null once it is closed} */
  @Nullable SocketAddress getsockname();

  /** {@return the address it is connected to; null if it is not} */
  @Nullable SocketAddress getpeername();

  /**
   * Returns the value of a socket option.
   *
   * @param option one of {@link java.net.StandardSocketOptions} or {@code jdk.net}'s
   * @param <T> the type of its values
   * @return the value
   * @throws IOException if the socket is closed
   * @throws UnsupportedOperationException if the socket has no such option
   */
  <T> @Nullable T getsockopt(SocketOption<T> option) throws IOException;

  /**
   * Sets a socket option.
   *
   * @param option one of {@link java.net.StandardSocketOptions} or {@code jdk.net}'s
   * @param value the value
   * @param <T> the type of its values
   * @throws IOException if the socket is closed
   * @throws UnsupportedOperationException if the socket has no such option
   */
  <T> void setsockopt(SocketOption<T> option, T value) throws IOException;
}
