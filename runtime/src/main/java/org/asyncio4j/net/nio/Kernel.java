package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Reactor;

/** The default loop as transports see it. Confined to the loop's thread. */
final class Kernel {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final EventLoop loop;
  private final Reactor reactor;
  private ByteBuffer plaintext = NONE;
  private ByteBuffer ciphertext = NONE;

  Kernel(EventLoop loop, Reactor reactor) {
    this.loop = loop;
    this.reactor = reactor;
  }

  /** The loop's public side. */
  EventLoop loop() {
    return loop;
  }

  /** The loop's inner side. */
  Reactor reactor() {
    return reactor;
  }

  /**
   * An empty buffer to decrypt into, shared by all connections of the loop; of an array, which the
   * JDK's ciphers want.
   */
  ByteBuffer plaintext(int capacity) {
    if (plaintext.capacity() < capacity) {
      plaintext = ByteBuffer.allocate(capacity);
    }
    return plaintext.clear();
  }

  /** An empty buffer to encrypt into, shared by all connections of the loop. */
  ByteBuffer ciphertext(int capacity) {
    if (ciphertext.capacity() < capacity) {
      ciphertext = ByteBuffer.allocate(capacity);
    }
    return ciphertext.clear();
  }
}
