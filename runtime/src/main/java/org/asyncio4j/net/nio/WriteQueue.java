package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** What a connection could not send yet, in the order of the writes. */
public final class WriteQueue {
  /** Each with something remaining; nobody else has them. */
  private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(2);

  private int size;

  /** Makes an empty queue. */
  public WriteQueue() {}

  /** {@return how many bytes it has} */
  public int size() {
    return size;
  }

  /** {@return whether it has none} */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds a copy of what remains in a buffer, which has nothing remaining afterwards.
   *
   * @param data the buffer
   */
  public void add(ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    addOwned(ByteBuffer.wrap(copy));
  }

  /**
   * Adds a copy of a part of an array.
   *
   * @param data the array
   * @param from where the part begins
   */
  public void add(byte[] data, int from) {
    if (from < data.length) {
      byte[] copy = new byte[data.length - from];
      System.arraycopy(data, from, copy, 0, copy.length);
      addOwned(ByteBuffer.wrap(copy));
    }
  }

  private void addOwned(ByteBuffer chunk) {
    if (chunk.hasRemaining()) {
      chunks.add(chunk);
      size += chunk.remaining();
    }
  }

  /** The oldest piece; there must be one. To be read only. */
  ByteBuffer first() {
    return chunks.getFirst();
  }

  /**
   * Copies as much as fits into a buffer, from the beginning.
   *
   * @param target the buffer
   */
  public void peek(ByteBuffer target) {
    for (ByteBuffer chunk : chunks) {
      int length = Math.min(chunk.remaining(), target.remaining());
      target.put(target.position(), chunk, chunk.position(), length);
      target.position(target.position() + length);
      if (!target.hasRemaining()) {
        return;
      }
    }
  }

  /**
   * Drops what has been sent.
   *
   * @param bytes how much, from the beginning
   */
  public void drop(int bytes) {
    size -= bytes;
    int left = bytes;
    while (left > 0) {
      ByteBuffer first = chunks.getFirst();
      int length = Math.min(left, first.remaining());
      first.position(first.position() + length);
      left -= length;
      if (!first.hasRemaining()) {
        chunks.removeFirst();
      }
    }
  }

  /** Drops all. */
  public void clear() {
    chunks.clear();
    size = 0;
  }
}
