package org.asyncio4j.net.nio;

import java.io.IOException;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;

/** A bound datagram socket that has no transport yet. Confined to the loop's thread. */
public interface DatagramWire {
  /**
   * Makes its transport. The protocol is told at the loop's next turn. Called at most once.
   *
   * @param protocol who is told
   * @param connected set once the protocol has been told
   * @return the transport
   * @throws IOException if the socket is not usable
   */
  DatagramTransport open(DatagramProtocol protocol, Future<Void> connected) throws IOException;

  /** Closes the socket, which gets no transport. */
  void close();
}
