package org.asyncio4j.net.nio;

import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Reactor;

/** The default loop as transports see it. Confined to the loop's thread. */
final class Kernel {
  private final EventLoop loop;
  private final Reactor reactor;
  private final LentBuffer plaintext = new LentBuffer();
  private final LentBuffer ciphertext = new LentBuffer();

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

  /** To decrypt into. */
  LentBuffer plaintext() {
    return plaintext;
  }

  /** To encrypt into. */
  LentBuffer ciphertext() {
    return ciphertext;
  }
}
