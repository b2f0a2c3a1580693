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
    if (state.hasItem()) {
      return state.take();
    }
    if (state.hasEnded()) {
      throw iterates ? new StopAsyncIteration() : new EndOfChannelException();
    }
    return waitIn(state.receivers, state);
  }

  @Override
  protected String qualifiedName() {
    return iterates ? "ReceiveChannel.anext" : "ReceiveChannel.receive";
  }
}
