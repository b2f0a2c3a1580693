package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.getRunningLoop;

import java.io.IOException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Callbacks of a {@link Protocol}. */
public final class ProtocolEcho extends LoopEcho {
  /** Called by name. */
  public ProtocolEcho() {}

  @Override
  Coroutine<Server> listen(ServerOptions options) throws IOException {
    return getRunningLoop().createServer(Echo::new, HOST, 0, options);
  }

  private static final class Echo implements Protocol {
    private @Nullable Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(byte[] data) {
      if (transport != null) {
        transport.write(data);
      }
    }
  }
}
