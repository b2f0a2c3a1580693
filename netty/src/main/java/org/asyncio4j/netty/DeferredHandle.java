package org.asyncio4j.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import org.jspecify.annotations.Nullable;

/**
 * Has what a channel is ready for done when the loop comes to it, in the order in which channels
 * became ready, and in the context in which the channel was registered: as asyncio's readers and
 * writers. So Netty's handlers never run within a poll.
 */
abstract class DeferredHandle implements IoHandle {
  private final IoHandle handle;
  private final NettyPoller poller;
  private final Object entry;
  private @Nullable IoRegistration registration;
  private @Nullable IoEvent event;

  DeferredHandle(IoHandle handle, NettyPoller poller) {
    this.handle = handle;
    this.poller = poller;
    this.entry = poller.entry(this::run);
  }

  @Override
  public final void handle(IoRegistration registered, IoEvent happened) {
    boolean waiting = event != null;
    registration = registered;
    // Events tell of levels: a later one says all that an earlier one said.
    event = happened;
    if (!waiting) {
      poller.ready(entry);
    }
  }

  private void run() {
    IoEvent due = event;
    event = null;
    if (due != null && registration != null && registration.isValid()) {
      handle.handle(registration, due);
    }
  }

  @Override
  public final void registered() {
    poller.registered();
    handle.registered();
  }

  @Override
  public final void unregistered() {
    poller.unregistered();
    handle.unregistered();
  }

  @Override
  public final void close() throws Exception {
    handle.close();
  }
}
