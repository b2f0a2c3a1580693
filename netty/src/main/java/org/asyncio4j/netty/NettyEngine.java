package org.asyncio4j.netty;

import java.util.List;
import java.util.Objects;
import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Poller;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.net.Networking;
import org.asyncio4j.spi.LoopEngine;
import org.jspecify.annotations.Nullable;

/** Has a loop sleep in one of Netty's handlers of input and output. */
final class NettyEngine implements LoopEngine {
  private final TransportKind kind;
  private @Nullable NettyPoller poller;

  NettyEngine(TransportKind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return "NettyEventLoop";
  }

  TransportKind kind() {
    return kind;
  }

  NettyPoller poller() {
    return Objects.requireNonNull(poller);
  }

  @Override
  public Poller poller(EventLoop loop, Reactor reactor) {
    NettyPoller made = new NettyPoller(loop, reactor, kind.sockets());
    poller = made;
    return made;
  }

  @Override
  public Networking networking(EventLoop loop, Reactor reactor) {
    return new NettyNetworking(poller(), List.of());
  }
}
