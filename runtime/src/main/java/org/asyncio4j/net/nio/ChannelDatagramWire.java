package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** A bound datagram channel. */
final class ChannelDatagramWire implements DatagramWire {
  private final Kernel kernel;
  private final DatagramChannel channel;

  private ChannelDatagramWire(Kernel kernel, DatagramChannel channel) {
    this.kernel = kernel;
    this.channel = channel;
  }

  static DatagramWire bind(
      Kernel kernel,
      ProtocolFamily family,
      @Nullable InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      DatagramOptions options)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, options.allowBroadcast());
      if (options.reusePort()) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Unlike Python's, a channel must be bound to receive; sending would bind it as well.
      bind(channel, local);
      if (remote != null) {
        channel.connect(remote);
      }
      return new ChannelDatagramWire(kernel, channel);
    } catch (IOException | RuntimeException e) {
      Channels.close(channel);
      throw e;
    }
  }

  private static void bind(DatagramChannel channel, @Nullable InetSocketAddress local)
      throws IOException {
    try {
      channel.bind(local);
    } catch (IOException e) {
      throw SocketFailures.ofBind(Objects.requireNonNull(local), e);
    }
  }

  @Override
  public DatagramTransport open(DatagramProtocol protocol, Future<Void> connected)
      throws IOException {
    return new DatagramChannelTransport(
        kernel, channel, kernel.reactor().register(channel), protocol, connected);
  }

  @Override
  public void close() {
    Channels.close(channel);
  }
}
