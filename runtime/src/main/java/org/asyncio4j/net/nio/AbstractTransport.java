package org.asyncio4j.net.nio;

import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.BaseProtocol;
import org.asyncio4j.net.BaseTransport;
import org.asyncio4j.net.WriteTransport.WriteBufferLimits;
import org.jspecify.annotations.Nullable;

/**
 * What transports over sockets have in common: how they begin and end, and when their protocols are
 * told to pause writing. Confined to the loop's thread.
 */
public abstract class AbstractTransport implements BaseTransport, FlowControlled {
  // closing and lost:
  //
  //   from       to         by
  //   open       closing    close, with data that has not gone out
  //   open       lost       close, abort, a failure, or the peer's end
  //   closing    lost       the last data has gone out; abort; a failure
  //
  // Once lost, connectionLost is scheduled, or has been called.

  private final EventLoop loop;
  private final SocketInfo info;
  private final WaterMarks marks;
  private boolean closing;
  private boolean lost;

  /**
   * Makes a transport, which is to {@link #begin}.
   *
   * @param loop its loop
   * @param info its socket
   */
  protected AbstractTransport(EventLoop loop, SocketInfo info) {
    this.loop = loop;
    this.info = info;
    this.marks = new WaterMarks(loop);
  }

  /** {@return who is told} */
  protected abstract BaseProtocol protocol();

  /** Receives, if that is wanted. */
  protected abstract void watchReading();

  /** Receives no more. */
  protected abstract void stopReading();

  /** Waits no more for the socket to take something. */
  protected abstract void stopWriting();

  /** {@return whether all that was written is out} */
  protected abstract boolean isIdle();

  /** Drops what waits to go out. */
  protected abstract void discard();

  /** Closes the socket. */
  protected abstract void release();

  /** {@return how many bytes that were written are not out} */
  public abstract int getWriteBufferSize();

  /** {@return the loop} */
  protected final EventLoop loop() {
    return loop;
  }

  /** {@return the socket} */
  protected final SocketInfo info() {
    return info;
  }

  /** {@return when the protocol is told to pause writing} */
  public final WaterMarks marks() {
    return marks;
  }

  /** {@return whether nothing is to be sent or told any more} */
  public final boolean isLost() {
    return lost;
  }

  @Override
  public final boolean isClosing() {
    return closing;
  }

  /**
   * Has the protocol told at the loop's next turn, and nothing received before.
   *
   * @param made tells the protocol
   * @param connected set after that; null if nobody waits
   */
  protected final void begin(Runnable made, @Nullable Future<Void> connected) {
    loop.callSoon(made);
    loop.callSoon(this::watchReading);
    if (connected != null) {
      loop.callSoon(() -> settle(connected));
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  /** Is to be called when what waits, or the marks, may have grown. */
  protected final void grown() {
    marks.grown(getWriteBufferSize(), protocol());
  }

  /** Is to be called when something has gone out. */
  public final void shrunk() {
    // May write more, or close.
    marks.shrunk(getWriteBufferSize(), protocol());
    if (!lost && isDrained()) {
      stopWriting();
      if (closing) {
        lost = true;
        connectionLost(null);
      } else {
        drained();
      }
    }
  }

  /** {@return whether closing has nothing to wait for} */
  protected boolean mayLose() {
    return isIdle();
  }

  /** {@return whether nothing more is to go out for now} */
  protected boolean isDrained() {
    return isIdle();
  }

  /** All is out, and the transport is open. */
  protected void drained() {}

  @Override
  public final void close() {
    if (!closing) {
      closing = true;
      stopReading();
      if (mayLose()) {
        lose(null);
      }
    }
  }

  /** Closes at once, without sending what waits. */
  public final void abort() {
    forceClose(null);
  }

  /**
   * Ends the connection.
   *
   * @param failure what the protocol is told; null for none
   */
  protected final void forceClose(@Nullable Throwable failure) {
    if (!lost) {
      discard();
      closing = true;
      lose(failure);
    }
  }

  private void lose(@Nullable Throwable failure) {
    lost = true;
    stopReading();
    stopWriting();
    loop.callSoon(() -> connectionLost(failure));
  }

  private void connectionLost(@Nullable Throwable failure) {
    ended(failure);
    try {
      protocol().connectionLost(failure);
    } finally {
      release();
    }
  }

  /**
   * The protocol is about to be told that the connection is lost.
   *
   * @param failure why; null for an end
   */
  protected void ended(@Nullable Throwable failure) {}

  /**
   * Moves the marks: {@link org.asyncio4j.net.WriteTransport#setWriteBufferLimits}.
   *
   * @param high pause above so many bytes; null for the default
   * @param low resume at or below so many bytes; null for the default
   */
  public final void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    grown();
  }

  /** {@return where the marks are} */
  public final WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public final boolean isWritingPaused() {
    return marks.isPaused();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return info.get(name);
  }

  /** {@return how the transport stands and its addresses, as transports print them} */
  protected final String state() {
    return (lost ? " closed " : closing ? " closing " : " ") + info;
  }
}
