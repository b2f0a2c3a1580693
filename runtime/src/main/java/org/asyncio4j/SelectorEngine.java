package org.asyncio4j;

import org.asyncio4j.internal.Poller;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.SelectorPoller;
import org.asyncio4j.net.Networking;
import org.asyncio4j.net.nio.NioNetworking;
import org.asyncio4j.spi.LoopEngine;

/** The default: the JDK's selector and channels. */
final class SelectorEngine implements LoopEngine {
  @Override
  public String name() {
    return "SelectorEventLoop";
  }

  @Override
  public Poller poller(EventLoop loop, Reactor reactor) {
    return new SelectorPoller(reactor::ready);
  }

  @Override
  public Networking networking(EventLoop loop, Reactor reactor) {
    return new NioNetworking(loop, reactor);
  }
}
