package org.asyncio4j.net.nio;

import java.io.IOException;
import org.asyncio4j.net.TransportSocket;

/** A socket that listens. Confined to the loop's thread. */
public interface Listening {
  /**
   * Accepts from now on.
   *
   * @param clients told of those who have come
   */
  void start(Clients clients);

  /** Accepts no more until {@link #start} is called again. */
  void pause();

  /** Closes the socket. */
  void close();

  /** {@return the socket} */
  TransportSocket socket();

  /** Is told of who has come. */
  interface Clients {
    /**
     * A connection was accepted.
     *
     * @param wire its socket
     */
    void accepted(Wire wire);

    /**
     * A connection could not be accepted, and waits further.
     *
     * @param failure why: the system is out of descriptors for example
     */
    void failed(IOException failure);
  }
}
