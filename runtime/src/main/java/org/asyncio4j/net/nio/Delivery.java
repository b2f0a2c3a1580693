package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.ByteSink;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.StreamingProtocol;

/** Hands data to protocols of each kind. */
final class Delivery {
  private Delivery() {}

  /** Hands over all that remains in a buffer. */
  static void deliver(ByteBuffer data, StreamingProtocol protocol) {
    if (protocol instanceof ByteSink sink) {
      sink.received(data);
    } else if (protocol instanceof BufferedProtocol buffered) {
      while (data.hasRemaining()) {
        ByteBuffer buffer = bufferOf(buffered, data.remaining());
        int length = Math.min(buffer.remaining(), data.remaining());
        buffer.put(data.slice(data.position(), length));
        data.position(data.position() + length);
        buffered.bufferUpdated(length);
      }
    } else {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      ((Protocol) protocol).dataReceived(bytes);
    }
  }

  /** A protocol's own buffer, which has room. */
  static ByteBuffer bufferOf(BufferedProtocol protocol, int sizeHint) {
    ByteBuffer buffer = protocol.getBuffer(sizeHint);
    if (!buffer.hasRemaining()) {
      throw new IllegalStateException("get_buffer() returned an empty buffer");
    }
    return buffer;
  }
}
