package org.asyncio4j.net.nio;

import java.io.IOException;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** A connected socket that has no transport yet. Confined to the loop's thread. */
public interface Wire {
  /**
   * Makes its transport. The protocol is told at the loop's next turn. Called at most once.
   *
   * @param protocol who is told
   * @param server whose client it is, to be told when the transport is made and when it is gone;
   *     null for none
   * @param connected set once the protocol has been told; null if nobody waits
   * @return the transport
   * @throws IOException if the socket is not usable
   */
  Transport open(
      StreamingProtocol protocol, @Nullable SocketServer server, @Nullable Future<Void> connected)
      throws IOException;

  /** Closes the socket, which gets no transport. */
  void close();
}
