package org.asyncio4j.netty;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.net.SocketOption;
import org.asyncio4j.net.TransportSocket;
import org.asyncio4j.net.nio.Listening;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a listening socket on a loop whose connections another loop accepts. Confined to the
 * thread of its own loop where nothing else is said.
 */
final class Handover implements Listening {
  private final NettyPoller poller;
  private @Nullable Clients clients;

  Handover(NettyPoller poller) {
    this.poller = poller;
  }

  /** Takes a connection that has been accepted. From any thread. */
  void take(Channel accepted) {
    OnLoops.post(poller.loop(), () -> accept(accepted));
    if (poller.loop().isClosed()) {
      accepted.unsafe().closeForcibly();
    }
  }

  private void accept(Channel accepted) {
    NettyWire wire = new NettyWire(poller, accepted);
    if (clients == null) {
      wire.close();
    } else {
      clients.accepted(wire);
    }
  }

  @Override
  public void start(Clients told) {
    clients = told;
  }

  @Override
  public void pause() {
    clients = null;
  }

  @Override
  public void close() {
    clients = null;
  }

  @Override
  public TransportSocket socket() {
    return new Elsewhere();
  }

  /** The socket is the other loop's. */
  private static final class Elsewhere implements TransportSocket {
    @Override
    public @Nullable SocketAddress getsockname() {
      return null;
    }

    @Override
    public @Nullable SocketAddress getpeername() {
      return null;
    }

    @Override
    public <T> @Nullable T getsockopt(SocketOption<T> option) {
      throw elsewhere();
    }

    @Override
    public <T> void setsockopt(SocketOption<T> option, T value) {
      throw elsewhere();
    }

    private static UnsupportedOperationException elsewhere() {
      return new UnsupportedOperationException("another loop of the group listens");
    }
  }
}
