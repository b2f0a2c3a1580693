package org.asyncio4j.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * What is sent, and what must come back: parts of one random text, each message another, so that
 * neither an old message nor another connection's passes for the right one.
 */
final class Messages {
  private static final int OFFSETS = 1 << 12;

  private final ByteBuffer text;
  private final int size;

  Messages(int size) {
    this.size = size;
    byte[] random = new byte[OFFSETS + size];
    new SplittableRandom(1).nextBytes(random);
    text = ByteBuffer.allocateDirect(random.length).put(random).flip();
  }

  int size() {
    return size;
  }

  /** A view of the text, to be used with {@link #select}. */
  ByteBuffer view() {
    return text.duplicate();
  }

  /**
   * Makes a view show a part of a message.
   *
   * @param number the message's
   */
  void select(ByteBuffer view, int number, int from, int length) {
    // A prime, so that neighbours are not alike but for a shift of one byte.
    int begin = (number * 1009 & OFFSETS - 1) + from;
    view.limit(begin + length).position(begin);
  }
}
