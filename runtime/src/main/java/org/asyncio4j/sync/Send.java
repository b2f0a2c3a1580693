package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/** {@link SendChannel#send}. */
final class Send<T extends @Nullable Object> extends Waiter<Void> {
  private final SendChannel<T> end;
  private final ChannelState<T> state;
  private final T item;

  Send(SendChannel<T> end, ChannelState<T> state, T item) {
    this.end = end;
    this.state = state;
    this.item = item;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!isNew()) {
      state.leave(this, failure != null || end.isClosed());
      if (failure != null) {
        throw failure;
      }
    }
    end.checkOpen();
    if (!state.hasPlace()) {
      return waitIn(state.senders, state);
    }
    state.add(item);
    return null;
  }

  @Override
  protected String qualifiedName() {
    return "SendChannel.send";
  }
}
