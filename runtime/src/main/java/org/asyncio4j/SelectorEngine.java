package org.asyncio4j;

import java.util.function.Consumer;
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
    return new SelectorPoller(new ReadyEntries(reactor));
  }

  @Override
  public Networking networking(EventLoop loop, Reactor reactor) {
    return new NioNetworking(loop, reactor);
  }

  private record ReadyEntries(Reactor reactor) implements Consumer<Object> {
    @Override
    public void accept(Object entry) {
      reactor.ready(entry);
    }
  }
}
