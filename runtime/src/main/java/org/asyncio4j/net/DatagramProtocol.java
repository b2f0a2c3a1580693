package org.asyncio4j.net;

import java.io.IOException;
import java.net.SocketAddress;

/** Who is given datagrams. Mirrors {@code asyncio.DatagramProtocol}. */
public interface DatagramProtocol extends BaseProtocol {
  /**
   * Called once, before anything else.
   *
   * @param transport the socket
   */
  default void connectionMade(DatagramTransport transport) {}

  /**
   * Called when a datagram has come.
   *
   * @param data its content; the array is the protocol's to keep
   * @param address where it came from
   */
  default void datagramReceived(byte[] data, SocketAddress address) {}

  /**
   * Called when sending or receiving has failed; the transport stays open.
   *
   * @param failure why: {@link java.net.PortUnreachableException} for example
   */
  default void errorReceived(IOException failure) {}
}
