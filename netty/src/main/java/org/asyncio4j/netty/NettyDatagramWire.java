package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.asyncio4j.net.nio.DatagramWire;
import org.asyncio4j.net.nio.SocketFailures;
import org.jspecify.annotations.Nullable;

/** A bound datagram channel. */
final class NettyDatagramWire implements DatagramWire {
  private final NettyPoller poller;
  private final Channel channel;

  private NettyDatagramWire(NettyPoller poller, Channel channel) {
    this.poller = poller;
    this.channel = channel;
  }

  static DatagramWire bind(
      NettyPoller poller,
      ProtocolFamily family,
      @Nullable InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      DatagramOptions options)
      throws IOException {
    Channel channel = poller.sockets().datagram(family);
    try {
      NettyChannels.register(poller, channel);
      NettyChannels.set(channel, ChannelOption.SO_BROADCAST, options.allowBroadcast());
      if (options.reusePort()) {
        new NettySocket(poller.sockets(), channel)
            .setsockopt(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Unlike Python's, a channel must be bound to receive; sending would bind it as well.
      bind(channel, local == null ? new InetSocketAddress(0) : local);
      if (remote != null) {
        NettyChannels.await(channel.connect(remote));
      }
      return new NettyDatagramWire(poller, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void bind(Channel channel, InetSocketAddress local) throws IOException {
    try {
      NettyChannels.await(channel.bind(local));
    } catch (IOException e) {
      throw SocketFailures.ofBind(local, e);
    }
  }

  @Override
  public DatagramTransport open(DatagramProtocol protocol, Future<Void> connected) {
    return new NettyDatagramTransport(poller, channel, protocol, connected);
  }

  @Override
  public void close() {
    channel.close();
  }
}
