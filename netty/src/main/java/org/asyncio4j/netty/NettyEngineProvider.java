package org.asyncio4j.netty;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.spi.LoopEngine;
import org.asyncio4j.spi.LoopEngineProvider;

/**
 * Makes {@code -Dasyncio4j.loop=netty} known: {@link TransportKind#best()}; {@code netty-nio},
 * {@code netty-epoll} and {@code netty-io_uring} name a kind.
 */
public final class NettyEngineProvider implements LoopEngineProvider {
  private static final String BEST = "netty";

  /** For {@link java.util.ServiceLoader}. */
  public NettyEngineProvider() {}

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(BEST));
    for (TransportKind kind : TransportKind.values()) {
      names.add(kind.engineName());
    }
    return names;
  }

  @Override
  public LoopEngine newEngine(String name) {
    for (TransportKind kind : TransportKind.values()) {
      if (kind.engineName().equals(name)) {
        return new NettyEngine(kind);
      }
    }
    return new NettyEngine(TransportKind.best());
  }
}
