package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipe that is written to, by asyncio's rules; how that is done its subclasses know.
 * Confined to the loop's thread.
 */
abstract class WritePipeTransport implements Transport {
  private final EventLoop loop;
  private final Object pipe;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;
  private StreamingProtocol protocol;

  /** Nothing more is taken. */
  private boolean closing;

  /** The end is scheduled, or has come. */
  private boolean lost;

  private boolean closed;

  /**
   * Makes a transport, which is to {@link #begin}.
   *
   * @param pipe what is written to
   */
  WritePipeTransport(EventLoop loop, Object pipe, StreamingProtocol protocol) {
    this.loop = loop;
    this.pipe = pipe;
    this.protocol = protocol;
    this.marks = new WaterMarks(loop);
  }

  /** Called once, when the protocol knows its transport. */
  abstract void begun();

  /** Writes what can be written without waiting. */
  abstract void attempt(ByteBuffer data) throws IOException;

  /** Begins to write what is queued; nothing if that is being done. */
  abstract void startWriting();

  /** Writes no more of it, or waits no more for the peer's end. */
  abstract void stopWriting();

  /** {@return whether somebody waits to write} */
  abstract boolean isPolling();

  /** Closes the pipe. */
  abstract void release();

  /** The protocol is told at the loop's next turn. */
  final void begin() {
    loop.callSoon(() -> protocol.connectionMade(this));
    loop.callSoon(
        () -> {
          if (!closing) {
            begun();
          }
        });
  }

  final WriteQueue queue() {
    return queue;
  }

  final boolean isLost() {
    return lost;
  }

  @Override
  public void write(byte[] data) {
    write(ByteBuffer.wrap(data));
  }

  @Override
  public void write(ByteBuffer data) {
    if (closing) {
      data.position(data.limit());
      return;
    }
    if (queue.isEmpty() && data.hasRemaining()) {
      try {
        attempt(data);
      } catch (IOException e) {
        data.position(data.limit());
        failed(e);
        return;
      }
    }
    if (data.hasRemaining()) {
      queue.add(data);
      startWriting();
      marks.grown(queue.size(), protocol);
    }
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    data.forEach(this::write);
  }

  /** Some of what was queued has gone out. */
  final void written(int bytes) {
    queue.drop(bytes);
    if (queue.isEmpty()) {
      if (closing) {
        stopWriting();
        lost = true;
      }
      // May write more, or close.
      marks.shrunk(0, protocol);
      if (closing && !closed) {
        connectionLost(null);
      }
    }
  }

  /** Writing has failed. */
  final void failed(IOException failure) {
    lose(SocketFailures.ofConnection(failure));
  }

  /** Nobody reads any more. */
  final void readerGone() {
    lose(queue.isEmpty() ? null : new SocketException("Broken pipe"));
  }

  private void lose(@Nullable Throwable failure) {
    closing = true;
    if (!lost) {
      lost = true;
      queue.clear();
      stopWriting();
      loop.callSoon(() -> connectionLost(failure));
    }
  }

  private void connectionLost(@Nullable Throwable failure) {
    if (closed) {
      return;
    }
    closed = true;
    try {
      protocol.connectionLost(failure);
    } finally {
      release();
    }
  }

  /** Of a pipe that is its end. */
  @Override
  public void writeEof() {
    if (!closing) {
      closing = true;
      if (queue.isEmpty()) {
        lose(null);
      }
    }
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public void close() {
    writeEof();
  }

  @Override
  public void abort() {
    lose(null);
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    marks.grown(queue.size(), protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public int getWriteBufferSize() {
    return queue.size();
  }

  @Override
  public void setProtocol(StreamingProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public StreamingProtocol getProtocol() {
    return protocol;
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return name.equals("pipe") ? pipe : null;
  }

  /** {@return asyncio's form, without a descriptor: {@code <WritePipeTransport idle bufsize=0>}} */
  @Override
  public String toString() {
    return "<WritePipeTransport "
        + (closed
            ? "closed"
            : (closing ? "closing " : "")
                + (isPolling() ? "polling" : "idle")
                + " bufsize="
                + queue.size())
        + '>';
  }

  // The other direction.

  private UnsupportedOperationException oneWay() {
    return new UnsupportedOperationException(this + " is the end of a pipe that is written to");
  }

  @Override
  public boolean isReading() {
    return false;
  }

  @Override
  public void pauseReading() {
    throw oneWay();
  }

  @Override
  public void resumeReading() {
    throw oneWay();
  }
}
