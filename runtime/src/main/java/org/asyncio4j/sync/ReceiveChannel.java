package org.asyncio4j.sync;

import org.asyncio4j.AsyncIterable;
import org.asyncio4j.AsyncIterator;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * An end of a {@link Channel}: where items come out, {@code for (T item : each(receiver))} until
 * all sending ends are closed and nothing is left. To be closed when nobody listens any more.
 *
 * @param <T> the items
 */
public final class ReceiveChannel<T extends @Nullable Object>
    implements AsyncIterable<T>, AutoCloseable {
  private final ChannelState<T> state;
  private boolean closed;

  ReceiveChannel(ChannelState<T> state) {
    this.state = state;
    state.openReceiver();
  }

  /**
   * Receives an item, waiting for one if need be.
   *
   * @return a coroutine that returns the item; it throws {@link EndOfChannelException} if there is
   *     none and none will come, and {@link ChannelClosedException} if this end is closed, both
   *     also if that comes to be while it waits
   */
  public Coroutine<T> receive() {
    return new Receive<>(this, state, false);
  }

  /**
   * Receives an item if there is one that is not somebody else's.
   *
   * @return the item
   * @throws QueueEmptyException if there is none
   * @throws EndOfChannelException if there is none and none will come
   * @throws ChannelClosedException if this end is closed
   */
  public T receiveNowait() {
    checkOpen();
    if (state.canReceive()) {
      return state.take();
    }
    throw state.hasEnded() ? new EndOfChannelException() : new QueueEmptyException();
  }

  /** {@return an iterator over what this end receives from now on} It ends with the channel. */
  @Override
  public AsyncIterator<T> aiter() {
    return () -> new Receive<>(this, state, true);
  }

  /**
   * Makes another receiving end of the same channel, which is to be closed like this one. An item
   * goes to one of them.
   *
   * @return the other end
   * @throws ChannelClosedException if this end is closed
   */
  public ReceiveChannel<T> copy() {
    checkOpen();
    return new ReceiveChannel<>(state);
  }

  /**
   * Closes this end. Once all receiving ends are closed, what is left is dropped, and senders get
   * {@link BrokenChannelException}. Does nothing if it is closed.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      state.close(this);
    }
  }

  /** {@return whether this end was closed} */
  public boolean isClosed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw new ChannelClosedException();
    }
  }

  /** {@return {@code <ReceiveChannel [open, items:2/16, waiters:1]>}} */
  @Override
  public String toString() {
    String status = closed ? "closed, " : "open, ";
    return Descriptions.of(this, status + state.describe(), state.receivers);
  }
}
