package org.asyncio4j.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.AsyncIterable;
import org.asyncio4j.AsyncIterator;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.StopAsyncIteration;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that come in, to be awaited. {@code for (byte[] line : each(reader))} goes through its
 * lines.
 *
 * <p>A cancelled read loses nothing: what it would have returned stays in the buffer. One read at a
 * time can wait. Confined to the loop's thread. Mirrors {@code asyncio.StreamReader}.
 */
public final class StreamReader implements AsyncIterable<byte[]> {
  static final int DEFAULT_LIMIT = 64 * 1024;

  private static final byte[] NEWLINE = {'\n'};

  final ReadBuffer buffer = new ReadBuffer();
  final int limit;
  private final EventLoop loop;
  private @Nullable ReadTransport transport;
  private @Nullable Throwable exception;

  /** What the read that waits awaits. */
  private @Nullable Future<Void> waiter;

  private boolean eof;

  /** Whether this reader has paused its transport. */
  private boolean paused;

  /**
   * Makes a reader of the running loop that nothing feeds yet, with a limit of 64 KiB.
   *
   * @throws IllegalStateException if no loop is running
   */
  public StreamReader() {
    this(DEFAULT_LIMIT);
  }

  /**
   * Makes a reader of the running loop that nothing feeds yet.
   *
   * @param limit the most bytes before a separator; at twice as many in the buffer the transport is
   *     paused
   * @throws IllegalArgumentException if {@code limit} is not positive
   * @throws IllegalStateException if no loop is running
   */
  public StreamReader(int limit) {
    this(limit, Asyncio.getRunningLoop());
  }

  /**
   * Makes a reader that nothing feeds yet.
   *
   * @param limit the most bytes before a separator; at twice as many in the buffer the transport is
   *     paused
   * @param loop the loop that it belongs to
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  public StreamReader(int limit, EventLoop loop) {
    if (limit <= 0) {
      throw new IllegalArgumentException("Limit cannot be <= 0");
    }
    this.limit = limit;
    this.loop = loop;
  }

  /** {@return what {@link #setException} was given; null if nothing} */
  public @Nullable Throwable exception() {
    return exception;
  }

  /**
   * Fails the read that waits, and every later one.
   *
   * @param exception what they throw
   */
  public void setException(Throwable exception) {
    this.exception = exception;
    Future<Void> waiting = waiter;
    if (waiting != null) {
      waiter = null;
      if (!waiting.isCancelled()) {
        waiting.setException(exception);
      }
    }
  }

  /**
   * Sets what is paused when the buffer is full.
   *
   * @param transport where the data comes from
   * @throws IllegalStateException if that was set before
   */
  public void setTransport(ReadTransport transport) {
    if (this.transport != null) {
      throw new IllegalStateException("Transport already set");
    }
    this.transport = transport;
  }

  /** TLS has come between. */
  void replaceTransport(ReadTransport replacement) {
    transport = replacement;
    paused = false;
  }

  /** Says that nothing more will come. */
  public void feedEof() {
    eof = true;
    wakeUp();
  }

  /** {@return whether the buffer is empty and nothing more will come} */
  public boolean atEof() {
    return eof && buffer.isEmpty();
  }

  /**
   * Adds data to the buffer.
   *
   * @param data what has come; may be changed after the call
   * @throws IllegalStateException after {@link #feedEof}
   */
  public void feedData(byte[] data) {
    checkNoEof();
    if (data.length > 0) {
      buffer.append(data);
      fed();
    }
  }

  /**
   * Adds what remains in a buffer, which has nothing remaining afterwards.
   *
   * @param data what has come
   * @throws IllegalStateException after {@link #feedEof}
   */
  public void feedData(ByteBuffer data) {
    checkNoEof();
    if (data.hasRemaining()) {
      buffer.append(data);
      fed();
    }
  }

  private void checkNoEof() {
    if (eof) {
      throw new IllegalStateException("feed_data after feed_eof");
    }
  }

  private void fed() {
    wakeUp();
    if (transport != null && !paused && buffer.size() > 2L * limit) {
      try {
        transport.pauseReading();
        paused = true;
      } catch (UnsupportedOperationException e) {
        // It cannot be paused: all of it has to be kept.
        transport = null;
      }
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void wakeUp() {
    Future<Void> waiting = waiter;
    if (waiting != null) {
      waiter = null;
      if (!waiting.isCancelled()) {
        waiting.setResult(null);
      }
    }
  }

  void maybeResumeTransport() {
    if (paused && buffer.size() <= limit) {
      resumeTransport();
    }
  }

  private void resumeTransport() {
    paused = false;
    Objects.requireNonNull(transport).resumeReading();
  }

  boolean isAtEnd() {
    return eof;
  }

  /** Begins to wait for data or the end, on behalf of a method. */
  Future<Void> waitForData(String method) {
    if (waiter != null) {
      throw new IllegalStateException(
          method + "() called while another coroutine is already waiting for incoming data");
    }
    // It may want more than the limit.
    if (paused) {
      resumeTransport();
    }
    Future<Void> waiting = loop.createFuture();
    waiter = waiting;
    return waiting;
  }

  void stopWaiting(Future<Void> waiting) {
    if (waiter == waiting) {
      waiter = null;
    }
  }

  /**
   * Reads all there is until the end.
   *
   * @return a coroutine that returns it
   * @throws IOException what the connection failed with
   */
  public Coroutine<byte[]> read() throws IOException {
    return read(-1);
  }

  /**
   * Reads what is there, waiting only for the first byte.
   *
   * @param n how many bytes at most; negative for all until the end
   * @return a coroutine that returns the bytes; none at the end, and if {@code n} is 0
   * @throws IOException what the connection failed with
   */
  public Coroutine<byte[]> read(int n) throws IOException {
    return n < 0 ? new Reads.All(this) : new Reads.Some(this, n);
  }

  /**
   * Reads a line, up to and with {@code '\n'}.
   *
   * @return a coroutine that returns it; at the end of the stream what is left, without {@code
   *     '\n'}, or nothing
   * @throws IOException what the connection failed with
   * @throws IllegalArgumentException at the await, if the line is longer than the limit; it is
   *     dropped then
   */
  public Coroutine<byte[]> readline() throws IOException {
    return new Reads.Line(this, NEWLINE);
  }

  /**
   * Reads a given number of bytes.
   *
   * @param n how many; may exceed the limit
   * @return a coroutine that returns them
   * @throws IncompleteReadException if the stream ends before; it has what there was
   * @throws IOException what the connection failed with
   * @throws IllegalArgumentException at the await, if {@code n} is negative
   */
  public Coroutine<byte[]> readexactly(int n) throws IOException {
    return new Reads.Exactly(this, n);
  }

  /**
   * Reads up to and with {@code '\n'}.
   *
   * @return a coroutine that returns it
   * @throws IncompleteReadException if the stream ends before
   * @throws LimitOverrunException if there are more bytes before it than the limit
   * @throws IOException what the connection failed with
   */
  public Coroutine<byte[]> readuntil() throws IOException {
    return readuntil(NEWLINE);
  }

  /**
   * Reads up to and with a separator.
   *
   * @param separator at least one byte
   * @return a coroutine that returns it
   * @throws IncompleteReadException if the stream ends before; it has what there was
   * @throws LimitOverrunException if there are more bytes before the separator than the limit; they
   *     stay in the buffer
   * @throws IOException what the connection failed with
   * @throws IllegalArgumentException at the await, if the separator is empty
   */
  public Coroutine<byte[]> readuntil(byte[] separator) throws IOException {
    return readuntil(List.of(separator));
  }

  /**
   * Reads up to and with the first of several separators: the one whose end comes first, the
   * shortest match.
   *
   * @param separators each of at least one byte
   * @return a coroutine that returns it
   * @throws IncompleteReadException if the stream ends before; it has what there was
   * @throws LimitOverrunException if there are more bytes before the separator than the limit; they
   *     stay in the buffer
   * @throws IOException what the connection failed with
   * @throws IllegalArgumentException at the await, if there is no separator or one is empty
   */
  public Coroutine<byte[]> readuntil(List<byte[]> separators) throws IOException {
    return new Reads.Until(this, separators);
  }

  /**
   * {@return an iterator over the lines} Each is what {@link #readline} returns; the end of the
   * stream is that of the iteration.
   */
  @Override
  public AsyncIterator<byte[]> aiter() {
    return () -> new Reads.NextLine(this, NEWLINE);
  }

  /** Thrown at the end of the iteration. */
  static StopAsyncIteration endOfLines() {
    return new StopAsyncIteration();
  }

  /** {@return asyncio's form, {@code <StreamReader 5 bytes eof>}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<StreamReader");
    if (!buffer.isEmpty()) {
      text.append(' ').append(buffer.size()).append(" bytes");
    }
    if (eof) {
      text.append(" eof");
    }
    if (limit != DEFAULT_LIMIT) {
      text.append(" limit=").append(limit);
    }
    if (waiter != null) {
      text.append(" waiter=").append(waiter);
    }
    if (exception != null) {
      text.append(" exception=").append(exception);
    }
    if (transport != null) {
      text.append(" transport=").append(transport);
    }
    if (paused) {
      text.append(" paused");
    }
    return text.append('>').toString();
  }
}
