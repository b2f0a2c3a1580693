package org.asyncio4j.net;

import java.nio.ByteBuffer;

/**
 * Who provides the buffers that the data of a connection is received in. Mirrors {@code
 * asyncio.BufferedProtocol}.
 */
public non-sealed interface BufferedProtocol extends StreamingProtocol {
  /**
   * Called before data is received.
   *
   * @param sizeHint how many bytes are recommended; -1 for any number
   * @return a buffer with something remaining, which the data is put into
   */
  ByteBuffer getBuffer(int sizeHint);

  /**
   * Called when data has been put into the buffer that {@link #getBuffer} returned, from its former
   * position on.
   *
   * @param bytes how many
   */
  void bufferUpdated(int bytes);
}
