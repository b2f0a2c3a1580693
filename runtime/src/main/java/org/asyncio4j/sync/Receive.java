package org.asyncio4j.sync;

import org.asyncio4j.StopAsyncIteration;
import org.jspecify.annotations.Nullable;

/** {@link ReceiveChannel#receive}, and a step of an iteration. */
final class Receive<T extends @Nullable Object> extends Waiter<T> {
  private final ReceiveChannel<T> end;
  private final ChannelState<T> state;
  private final boolean iterates;

  Receive(ReceiveChannel<T> end, ChannelState<T> state, boolean iterates) {
    this.end = end;
    this.state = state;
    this.iterates = iterates;
  }

  boolean isIn(ReceiveChannel<?> other) {
    return end == other;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (isNew()) {
      end.checkOpen();
      if (state.canReceive()) {
        return state.take();
      }
      if (!state.hasEnded()) {
        return waitIn(state.receivers, state);
      }
      throw ended();
    }
    state.leave(this);
    try {
      if (failure != null) {
        throw failure;
      }
      end.checkOpen();
      if (wasServed()) {
        return state.take();
      }
      throw ended();
    } finally {
      // Either the item is free again, or others have queued up behind this one while there were
      // more.
      state.serveReceivers();
    }
  }

  private RuntimeException ended() {
    return iterates ? new StopAsyncIteration() : new EndOfChannelException();
  }

  @Override
  protected String qualifiedName() {
    return iterates ? "ReceiveChannel.anext" : "ReceiveChannel.receive";
  }
}
