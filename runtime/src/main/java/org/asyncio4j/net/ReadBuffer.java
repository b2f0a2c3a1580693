package org.asyncio4j.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes that a {@link StreamReader} has got and not given yet. What came in one piece and is
 * taken in one piece is not copied between.
 */
final class ReadBuffer {
  private static final byte[] NONE = {};

  /** What an emptied buffer may keep, so that small pieces need no array each. */
  private static final int LARGEST_SPARE = 2048;

  /** What room is made for at most because as much was put together from pieces before. */
  private static final int LARGEST_GUESS = 64 * 1024;

  private byte[] bytes = NONE;
  private int start;
  private int end;

  /** How many bytes somebody waits for; 0 for any number. */
  private int expected;

  /** In how many pieces came what is here. */
  private int pieces;

  /** How much was last taken at once that had come in pieces, records of TLS for example. */
  private int guess;

  int size() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  /**
   * Says how many bytes are going to be taken at once, so that those to come are put where they can
   * be taken without another copy.
   */
  void expect(int count) {
    expected = count;
  }

  void append(ByteBuffer data) {
    int length = data.remaining();
    makeRoom(length);
    data.get(bytes, end, length);
    end += length;
  }

  void append(byte[] data) {
    makeRoom(data.length);
    System.arraycopy(data, 0, bytes, end, data.length);
    end += data.length;
  }

  /** Puts back what was taken. */
  void prepend(byte[] data) {
    byte[] rest = take(size());
    append(data);
    append(rest);
  }

  private void makeRoom(int length) {
    pieces++;
    if (length <= bytes.length - end) {
      return;
    }
    int size = end - start;
    if (size == 0) {
      bytes = new byte[Math.max(length, Math.max(expected, guess))];
    } else if (size + length <= bytes.length) {
      System.arraycopy(bytes, start, bytes, 0, size);
    } else {
      byte[] larger =
          new byte[size + length <= expected ? expected : Math.max(2 * size, size + length)];
      System.arraycopy(bytes, start, larger, 0, size);
      bytes = larger;
    }
    start = 0;
    end = size;
  }

  /** Takes {@code count} bytes, or as many as there are. */
  byte[] take(int count) {
    int length = Math.min(count, end - start);
    expected = 0;
    guess = pieces > 1 && length == size() && length <= LARGEST_GUESS ? length : 0;
    if (length == bytes.length) {
      // All of it, from end to end.
      byte[] taken = bytes;
      bytes = NONE;
      clear();
      return taken;
    }
    byte[] taken = Arrays.copyOfRange(bytes, start, start + length);
    drop(length);
    return taken;
  }

  void drop(int count) {
    start += count;
    if (start == end) {
      clear();
    }
  }

  void clear() {
    start = 0;
    end = 0;
    pieces = 0;
    if (bytes.length > LARGEST_SPARE) {
      bytes = NONE;
    }
  }

  /** Where {@code separator} begins at or after {@code offset}; -1 if it does not. */
  int indexOf(byte[] separator, int offset) {
    byte first = separator[0];
    int last = end - separator.length;
    for (int i = start + offset; i <= last; i++) {
      if (bytes[i] == first && matches(separator, i)) {
        return i - start;
      }
    }
    return -1;
  }

  boolean hasAt(int offset, byte[] expected) {
    return start + offset + expected.length <= end && matches(expected, start + offset);
  }

  private boolean matches(byte[] expected, int index) {
    return Arrays.equals(bytes, index, index + expected.length, expected, 0, expected.length);
  }
}
