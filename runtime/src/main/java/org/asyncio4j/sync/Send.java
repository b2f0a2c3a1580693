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

  boolean isIn(SendChannel<?> other) {
    return end == other;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (isNew()) {
      end.checkOpen();
      if (!state.canSend()) {
        return waitIn(state.senders, state);
      }
      state.add(item);
      return null;
    }
    state.leave(this);
    try {
      if (failure != null) {
        throw failure;
      }
      end.checkOpen();
      state.add(item);
      return null;
    } finally {
      // Either the place is free again, or others have queued up behind this one while there were
      // more.
      state.serveSenders();
    }
  }

  @Override
  protected String qualifiedName() {
    return "SendChannel.send";
  }
}
