package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.WritableByteChannel;
import org.asyncio4j.internal.Reactor;

/** What is done to channels of any kind. */
final class Channels {
  private Channels() {}

  /**
   * Writes as much as goes at once. What is on the heap goes through the loop's buffer: the JDK
   * would make a direct one of the data's size.
   */
  static void write(WritableByteChannel channel, ByteBuffer data, Reactor reactor)
      throws IOException {
    if (data.isDirect()) {
      channel.write(data);
      return;
    }
    while (data.hasRemaining()) {
      ByteBuffer buffer = reactor.outbound();
      int length = Math.min(data.remaining(), buffer.capacity());
      buffer.put(0, data, data.position(), length).limit(length);
      int count = channel.write(buffer);
      data.position(data.position() + count);
      if (count < length) {
        return;
      }
    }
  }

  /** Closes a channel; that it cannot be closed properly is nobody's concern any more. */
  @SuppressWarnings("EmptyCatch")
  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
