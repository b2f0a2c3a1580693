package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * An end of a {@link Channel}: where items go in. To be closed when nothing more will come, in
 * {@code try (sender) {...}} for example.
 *
 * @param <T> the items
 */
public final class SendChannel<T extends @Nullable Object> implements AutoCloseable {
  private final ChannelState<T> state;
  private boolean closed;

  SendChannel(ChannelState<T> state) {
    this.state = state;
    state.openSender();
  }

  /**
   * Sends an item, waiting for a free place if need be.
   *
   * @param item the item
   * @return a coroutine that returns null; it throws {@link BrokenChannelException} if nobody will
   *     receive the item, and {@link ChannelClosedException} if this end is closed, both also if
   *     that comes to be while it waits
   */
  public Coroutine<Void> send(T item) {
    return new Send<>(this, state, item);
  }

  /**
   * Sends an item if there is a free place that is not somebody else's.
   *
   * @param item the item
   * @throws QueueFullException if there is none
   * @throws BrokenChannelException if nobody will receive the item
   * @throws ChannelClosedException if this end is closed
   */
  public void sendNowait(T item) {
    checkOpen();
    if (!state.canSend()) {
      throw new QueueFullException();
    }
    state.add(item);
  }

  /**
   * Makes another sending end of the same channel, which is to be closed like this one.
   *
   * @return the other end
   * @throws ChannelClosedException if this end is closed
   */
  public SendChannel<T> copy() {
    checkNotClosed();
    return new SendChannel<>(state);
  }

  /**
   * Closes this end. Once all sending ends are closed, receivers get what is left, and then {@link
   * EndOfChannelException}. Does nothing if it is closed.
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
    checkNotClosed();
    if (state.isBroken()) {
      throw new BrokenChannelException();
    }
  }

  private void checkNotClosed() {
    if (closed) {
      throw new ChannelClosedException();
    }
  }

  /** {@return {@code <SendChannel [open, items:2/16, waiters:1]>}} */
  @Override
  public String toString() {
    String status = closed ? "closed, " : state.isBroken() ? "broken, " : "open, ";
    return Descriptions.of(this, status + state.describe(), state.senders);
  }
}
