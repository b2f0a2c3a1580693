package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * Tries something until the channel does not refuse it as yet. It is tried by the coroutine itself,
 * never by the loop on its behalf: who is cancelled while the channel is ready has taken nothing
 * from it.
 */
abstract class ChannelCall<T extends @Nullable Object> extends Coroutine<T> {
  static final Object NOT_READY = new Object();

  private final EventLoop loop;
  private final Watches watches;
  private final SelectableChannel channel;
  private final boolean writes;
  private final String name;
  private Watches.@Nullable Listener listener;
  private @Nullable Future<Void> ready;

  ChannelCall(
      EventLoop loop, Watches watches, SelectableChannel channel, boolean writes, String name) {
    this.loop = loop;
    this.watches = watches;
    this.channel = channel;
    this.writes = writes;
    this.name = name;
  }

  /** {@return the result; {@link #NOT_READY} if the channel is not} */
  abstract @Nullable Object attempt() throws IOException;

  /** Called at the end, whichever it is. */
  void ended() throws IOException {}

  @Override
  protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Object result;
    try {
      if (failure != null) {
        throw failure;
      }
      if (listener == null) {
        Watches.checkNonBlocking(channel);
      }
      result = attempt();
      if (result == NOT_READY) {
        return await(untilReady());
      }
    } catch (Throwable t) {
      stop();
      throw t;
    }
    stop();
    return result;
  }

  private Future<Void> untilReady() throws IOException {
    Future<Void> future = loop.createFuture();
    ready = future;
    if (listener == null) {
      listener =
          writes ? watches.addWriter(channel, this::told) : watches.addReader(channel, this::told);
    }
    return future;
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void told() {
    if (ready != null && !ready.isDone()) {
      ready.setResult(null);
    }
  }

  private void stop() throws IOException {
    if (listener != null) {
      listener.stop();
    }
    ended();
  }

  @Override
  protected String qualifiedName() {
    return name;
  }
}
