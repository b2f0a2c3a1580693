package org.asyncio4j.netty;

import io.netty.channel.Channel;
import java.io.IOException;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.nio.SocketServer;
import org.asyncio4j.net.nio.Wire;
import org.jspecify.annotations.Nullable;

/** A connected channel. */
final class NettyWire implements Wire {
  private final NettyPoller poller;
  private final Channel channel;

  NettyWire(NettyPoller poller, Channel channel) {
    this.poller = poller;
    this.channel = channel;
  }

  Channel channel() {
    return channel;
  }

  @Override
  public Transport open(
      StreamingProtocol protocol, @Nullable SocketServer server, @Nullable Future<Void> connected)
      throws IOException {
    if (!channel.isRegistered()) {
      NettyChannels.register(poller, channel);
    }
    return new NettyTransport(poller, channel, protocol, server, connected);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void close() {
    if (channel.isRegistered()) {
      channel.close();
    } else {
      channel.unsafe().closeForcibly();
    }
  }
}
