package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;

/**
 * A buffer for all connections of a loop, of an array, which the JDK's ciphers want. It is lent to
 * one at a time: TLS within TLS needs another. Confined to the loop's thread.
 */
final class LentBuffer {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer buffer = NONE;

  /** An empty buffer, to be given back. */
  ByteBuffer take(int capacity) {
    ByteBuffer taken = buffer;
    buffer = NONE;
    return taken.capacity() < capacity ? ByteBuffer.allocate(capacity) : taken.clear();
  }

  /** Takes a buffer back, whose content does not matter any more. */
  void give(ByteBuffer taken) {
    if (taken.capacity() > buffer.capacity()) {
      buffer = taken;
    }
  }
}
