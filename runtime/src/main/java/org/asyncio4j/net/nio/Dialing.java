package org.asyncio4j.net.nio;

import java.io.IOException;

/** A socket that is being connected. Confined to the loop's thread. */
public interface Dialing {
  /** Gives up, and closes the socket. Nobody is told any more. */
  void cancel();

  /** Is told how it ends: once, by one of these. */
  interface Outcome {
    /**
     * The socket is connected. May be called before the dialing has been returned.
     *
     * @param wire the socket
     */
    void connected(Wire wire);

    /**
     * The socket could not be connected, and is closed. Never called before the dialing has been
     * returned.
     *
     * @param failure why
     */
    void failed(IOException failure);
  }
}
