package org.asyncio4j.net;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/** The coroutines of {@link StreamReader}. */
final class Reads {
  private Reads() {}

  /** Looks at the buffer, waits for data, looks again. */
  private abstract static class Read extends Coroutine<byte[]> {
    final StreamReader reader;

    /** What is awaited; null before the first resume. */
    private @Nullable Future<Void> waiting;

    Read(StreamReader reader) {
      this.reader = reader;
    }

    /** Checks the arguments; what it returns, if anything, is the result. */
    byte @Nullable [] begin() throws Throwable {
      return null;
    }

    /**
     * {@return the result; null to wait for more}
     *
     * @param waited whether data or the end has come meanwhile
     */
    abstract byte @Nullable [] look(boolean waited) throws Throwable;

    /** Called when the read fails or is cancelled, so that nothing is lost. */
    void giveBack() {}

    /** What the method is called in messages. */
    abstract String method();

    @Override
    protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      Future<Void> waited = waiting;
      byte[] result;
      if (waited == null) {
        result = begin();
        if (result == null) {
          checkException();
          result = look(false);
        }
      } else {
        waiting = null;
        reader.stopWaiting(waited);
        if (failure != null) {
          giveBack();
          throw failure;
        }
        result = look(true);
      }
      if (result != null) {
        return result;
      }
      // One that came after the data that did not suffice.
      checkException();
      Future<Void> future = reader.waitForData(method());
      waiting = future;
      return await(future);
    }

    private void checkException() throws Throwable {
      Throwable exception = reader.exception();
      if (exception != null) {
        throw exception;
      }
    }

    @Override
    protected String qualifiedName() {
      return "StreamReader." + method();
    }
  }

  /** {@link StreamReader#read(int)} of a number of bytes. */
  static final class Some extends Read {
    private final int count;

    Some(StreamReader reader, int count) {
      super(reader);
      this.count = count;
    }

    @Override
    byte @Nullable [] look(boolean waited) {
      if (count == 0) {
        return new byte[0];
      }
      if (!waited && reader.buffer.isEmpty() && !reader.isAtEnd()) {
        return null;
      }
      byte[] result = reader.buffer.take(count);
      reader.maybeResumeTransport();
      return result;
    }

    @Override
    String method() {
      return "read";
    }
  }

  /**
   * {@link StreamReader#read()}: blocks of the limit, so that the transport is never paused for
   * good.
   */
  static final class All extends Read {
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();

    All(StreamReader reader) {
      super(reader);
    }

    @Override
    byte @Nullable [] look(boolean waited) throws Throwable {
      boolean expectsSome = waited;
      for (; ; ) {
        if (!expectsSome && reader.buffer.isEmpty() && !reader.isAtEnd()) {
          return null;
        }
        expectsSome = false;
        byte[] block = reader.buffer.take(reader.limit);
        reader.maybeResumeTransport();
        if (block.length == 0) {
          return blocks.toByteArray();
        }
        blocks.writeBytes(block);
        Throwable exception = reader.exception();
        if (exception != null) {
          throw exception;
        }
      }
    }

    @Override
    void giveBack() {
      reader.buffer.prepend(blocks.toByteArray());
    }

    @Override
    String method() {
      return "read";
    }
  }

  /** {@link StreamReader#readexactly}. */
  static final class Exactly extends Read {
    private final int count;

    Exactly(StreamReader reader, int count) {
      super(reader);
      this.count = count;
    }

    @Override
    byte @Nullable [] begin() {
      if (count < 0) {
        throw new IllegalArgumentException("readexactly size can not be less than zero");
      }
      return null;
    }

    @Override
    byte @Nullable [] look(boolean waited) throws IncompleteReadException {
      if (count == 0) {
        return new byte[0];
      }
      int size = reader.buffer.size();
      if (size < count) {
        if (reader.isAtEnd()) {
          throw new IncompleteReadException(reader.buffer.take(size), count);
        }
        // No more at once than what may wait for a reader anyway, whatever a peer has announced.
        reader.buffer.expect(Math.min(count, reader.limit));
        return null;
      }
      byte[] result = reader.buffer.take(count);
      reader.maybeResumeTransport();
      return result;
    }

    @Override
    void giveBack() {
      reader.buffer.expect(0);
    }

    @Override
    String method() {
      return "readexactly";
    }
  }

  /** {@link StreamReader#readuntil}. */
  static class Until extends Read {
    private final List<byte[]> separators;

    /** How many bytes at the beginning of the buffer no separator begins in. */
    private int searched;

    Until(StreamReader reader, List<byte[]> separators) {
      super(reader);
      this.separators = separators;
    }

    @Override
    byte @Nullable [] begin() {
      if (separators.isEmpty()) {
        throw new IllegalArgumentException("Separator should contain at least one element");
      }
      for (byte[] separator : separators) {
        if (separator.length == 0) {
          throw new IllegalArgumentException("Separator should be at least one-byte string");
        }
      }
      return null;
    }

    @Override
    byte @Nullable [] look(boolean waited) throws Throwable {
      int size = reader.buffer.size();
      int shortest = Integer.MAX_VALUE;
      int longest = 0;
      for (byte[] separator : separators) {
        shortest = Math.min(shortest, separator.length);
        longest = Math.max(longest, separator.length);
      }
      if (size - searched >= shortest) {
        int start = -1;
        int end = Integer.MAX_VALUE;
        for (byte[] separator : separators) {
          int found = reader.buffer.indexOf(separator, searched);
          if (found >= 0 && found + separator.length < end) {
            start = found;
            end = found + separator.length;
          }
        }
        if (start >= 0) {
          return take(start, end);
        }
        searched = Math.max(0, size + 1 - longest);
        if (searched > reader.limit) {
          throw new LimitOverrunException(
              "Separator is not found, and chunk exceed the limit", searched);
        }
      }
      if (reader.isAtEnd()) {
        throw new IncompleteReadException(reader.buffer.take(size), null);
      }
      return null;
    }

    private byte[] take(int start, int end) throws LimitOverrunException {
      if (start > reader.limit) {
        throw new LimitOverrunException(
            "Separator is found, but chunk is longer than limit", start);
      }
      byte[] result = reader.buffer.take(end);
      reader.maybeResumeTransport();
      return result;
    }

    @Override
    String method() {
      return "readuntil";
    }
  }

  /** {@link StreamReader#readline}. */
  static class Line extends Until {
    private final byte[] newline;

    Line(StreamReader reader, byte[] newline) {
      super(reader, List.of(newline));
      this.newline = newline;
    }

    @Override
    byte @Nullable [] look(boolean waited) throws Throwable {
      try {
        return super.look(waited);
      } catch (IncompleteReadException e) {
        return e.partial();
      } catch (LimitOverrunException e) {
        if (reader.buffer.hasAt(e.consumed(), newline)) {
          reader.buffer.drop(e.consumed() + newline.length);
        } else {
          reader.buffer.clear();
        }
        reader.maybeResumeTransport();
        throw new IllegalArgumentException(e.getMessage());
      }
    }
  }

  /** A step of the iteration over lines. */
  static final class NextLine extends Line {
    NextLine(StreamReader reader, byte[] newline) {
      super(reader, newline);
    }

    @Override
    byte @Nullable [] look(boolean waited) throws Throwable {
      byte[] line = super.look(waited);
      if (line != null && line.length == 0) {
        throw StreamReader.endOfLines();
      }
      return line;
    }
  }
}
