package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipe that is read from, by asyncio's rules; what comes its subclasses know. Confined
 * to the loop's thread.
 */
abstract class ReadPipeTransport implements Transport {
  private final EventLoop loop;
  private final Object pipe;
  private StreamingProtocol protocol;
  private boolean paused;
  private boolean closing;
  private boolean closed;

  /**
   * Makes a transport, which is to {@link #begin}.
   *
   * @param pipe what is read from
   */
  ReadPipeTransport(EventLoop loop, Object pipe, StreamingProtocol protocol) {
    this.loop = loop;
    this.pipe = pipe;
    this.protocol = protocol;
  }

  /** Begins to have {@link #received}, {@link #ended} and {@link #failed} called. */
  abstract void startReading();

  /** Has them called no more. */
  abstract void stopReading();

  /** {@return whether somebody waits for what comes} */
  abstract boolean isPolling();

  /** Closes the pipe. */
  abstract void release();

  /** The protocol is told at the loop's next turn; nothing is read before. */
  final void begin() {
    loop.callSoon(() -> protocol.connectionMade(this));
    loop.callSoon(
        () -> {
          if (isReading()) {
            startReading();
          }
        });
  }

  /** Data has come. What the protocol throws is the loop's affair: reading goes on. */
  final void received(ByteBuffer data) {
    Delivery.deliver(data, protocol);
  }

  /** Nothing more will come. */
  final void ended() {
    closing = true;
    stopReading();
    loop.callSoon(() -> protocol.eofReceived());
    loop.callSoon(() -> connectionLost(null));
  }

  /** Reading has failed. */
  final void failed(Throwable failure) {
    // That is how the other end of a terminal is closed.
    if (!"Input/output error".equals(failure.getMessage())) {
      loop.callExceptionHandler(
          new ExceptionContext("Fatal read error on pipe transport", failure));
    }
    lose(failure);
  }

  private void lose(@Nullable Throwable failure) {
    closing = true;
    stopReading();
    loop.callSoon(() -> connectionLost(failure));
  }

  private void connectionLost(@Nullable Throwable failure) {
    try {
      protocol.connectionLost(failure);
    } finally {
      closed = true;
      release();
    }
  }

  @Override
  public boolean isReading() {
    return !paused && !closing;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
      stopReading();
    }
  }

  @Override
  public void resumeReading() {
    if (paused && !closing) {
      paused = false;
      startReading();
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (!closing) {
      lose(null);
    }
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

  /** {@return asyncio's form, without a descriptor: {@code <ReadPipeTransport polling>}} */
  @Override
  public String toString() {
    return "<ReadPipeTransport "
        + (closed ? "closed" : closing ? "closing " : "")
        + (closed ? "" : isPolling() ? "polling" : "idle")
        + '>';
  }

  // The other direction.

  private UnsupportedOperationException oneWay() {
    return new UnsupportedOperationException(this + " is the end of a pipe that is read from");
  }

  @Override
  public void write(byte[] data) {
    throw oneWay();
  }

  @Override
  public void write(ByteBuffer data) {
    throw oneWay();
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    throw oneWay();
  }

  @Override
  public void writeEof() {
    throw oneWay();
  }

  @Override
  public boolean canWriteEof() {
    return false;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    throw oneWay();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    throw oneWay();
  }

  @Override
  public int getWriteBufferSize() {
    throw oneWay();
  }

  @Override
  public void abort() {
    close();
  }
}
