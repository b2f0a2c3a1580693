package org.asyncio4j.net;

import java.nio.ByteBuffer;

/**
 * A {@link Protocol} that takes data from the buffer that it was received in, without an array
 * between. For implementations of {@link Networking}.
 */
public interface ByteSink {
  /**
   * Called instead of {@link Protocol#dataReceived}.
   *
   * @param data at least one byte, to be taken before the call returns
   */
  void received(ByteBuffer data);
}
