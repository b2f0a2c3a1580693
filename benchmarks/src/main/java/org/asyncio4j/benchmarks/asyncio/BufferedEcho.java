package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.getRunningLoop;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Callbacks of a {@link BufferedProtocol}, which sends from the buffer that it received in. */
public final class BufferedEcho extends LoopEcho {
  /** Called by name. */
  public BufferedEcho() {}

  @Override
  Coroutine<Server> listen(ServerOptions options) throws IOException {
    return getRunningLoop().createServer(Echo::new, HOST, 0, options);
  }

  private static final class Echo implements BufferedProtocol {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
    private @Nullable Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      return buffer.clear();
    }

    @Override
    public void bufferUpdated(int bytes) {
      if (transport != null) {
        transport.write(buffer.flip());
      }
    }
  }
}
