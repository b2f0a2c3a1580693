package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** A connected channel. */
final class ChannelWire implements Wire {
  private final Kernel kernel;
  private final SocketChannel channel;

  /** Null until the loop watches it. */
  private @Nullable Registration registration;

  ChannelWire(Kernel kernel, SocketChannel channel, @Nullable Registration registration) {
    this.kernel = kernel;
    this.channel = channel;
    this.registration = registration;
  }

  @Override
  public Transport open(
      StreamingProtocol protocol, @Nullable SocketServer server, @Nullable Future<Void> connected)
      throws IOException {
    Registration watched = registration;
    if (watched == null) {
      channel.configureBlocking(false);
      watched = kernel.reactor().register(channel);
      registration = watched;
    }
    return new SocketTransport(kernel, channel, watched, protocol, server, connected);
  }

  @Override
  public void close() {
    if (registration != null) {
      registration.cancel();
    }
    Channels.close(channel);
  }
}
