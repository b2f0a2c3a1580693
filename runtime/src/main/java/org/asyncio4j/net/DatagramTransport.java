package org.asyncio4j.net;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket that datagrams come from and go to. Made by {@link Networking#createDatagramEndpoint}.
 * Confined to the loop's thread. Mirrors {@code asyncio.DatagramTransport}.
 */
public interface DatagramTransport extends BaseTransport {
  /**
   * Sends a datagram: at once, or when the system can take it.
   *
   * @param data what to send; the array may be changed after the call
   * @param address where to; null, or the very one, if the endpoint has a remote address
   * @throws IllegalArgumentException if {@code address} is neither, or null without a remote
   *     address
   */
  void sendto(byte[] data, @Nullable SocketAddress address);

  /**
   * Sends a datagram to the endpoint's remote address.
   *
   * @param data what to send
   * @throws IllegalArgumentException if the endpoint has no remote address
   */
  default void sendto(byte[] data) {
    sendto(data, null);
  }

  /**
   * Sets when the protocol's {@code pauseWriting} and {@code resumeWriting} are called; see {@link
   * WriteTransport#setWriteBufferLimits}.
   *
   * @param high pause above so many bytes; null for four times {@code low}
   * @param low resume at or below so many bytes; null for a quarter of {@code high}
   */
  void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low);

  /** {@return what {@link #setWriteBufferLimits} has set} */
  WriteTransport.WriteBufferLimits getWriteBufferLimits();

  /** {@return how many bytes are to be sent} */
  int getWriteBufferSize();

  /**
   * Closes the transport at once: what was not sent is lost; {@code connectionLost(null)} is
   * called.
   */
  void abort();
}
