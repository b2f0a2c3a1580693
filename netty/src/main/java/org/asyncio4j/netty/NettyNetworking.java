package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.nio.DatagramWire;
import org.asyncio4j.net.nio.Dialing;
import org.asyncio4j.net.nio.Families;
import org.asyncio4j.net.nio.Listening;
import org.asyncio4j.net.nio.NioNetworking;
import org.asyncio4j.net.nio.SocketNetworking;
import org.asyncio4j.net.nio.Wire;
import org.jspecify.annotations.Nullable;

/** The transports of a loop on Netty: of Netty's channels. */
final class NettyNetworking extends SocketNetworking {
  private final NettyPoller poller;

  /**
   * For the sockets of the JDK that are handed in and cannot be channels of Netty's, and where
   * Netty's channels cannot do what asyncio's sockets can.
   */
  private final NioNetworking jdk;

  private final List<Handover> others;

  /**
   * Makes the transports' maker of a loop.
   *
   * @param others get their share of the connections of its servers
   */
  NettyNetworking(NettyPoller poller, List<Handover> others) {
    super(poller.loop(), poller.reactor());
    this.poller = poller;
    this.jdk = new NioNetworking(poller.loop(), poller.reactor());
    this.others = others;
  }

  @Override
  public Dialing dial(
      SocketAddress address, @Nullable InetSocketAddress local, Dialing.Outcome outcome)
      throws IOException {
    return poller.sockets().supports(Families.of(address))
        ? NettyDialing.begin(poller, address, local, outcome)
        : jdk.dial(address, local, outcome);
  }

  @Override
  public Wire adopt(SocketChannel given) throws IOException {
    Channel channel = poller.sockets().stream(given);
    return channel == null ? jdk.adopt(given) : new NettyWire(poller, channel);
  }

  @Override
  public Listening listen(SocketAddress address, ServerOptions options) throws IOException {
    return poller.sockets().supports(Families.of(address))
        ? shared(NettyListening.bind(poller, address, options))
        : jdk.listen(address, options);
  }

  @Override
  public Listening adopt(ServerSocketChannel given, ServerOptions options) throws IOException {
    ServerChannel channel = poller.sockets().server(given);
    return channel == null
        ? jdk.adopt(given, options)
        : shared(NettyListening.of(poller, channel, options));
  }

  private Listening shared(Listening socket) {
    return others.isEmpty() ? socket : new Spreading(socket, others);
  }

  @Override
  public DatagramWire bind(
      ProtocolFamily family,
      @Nullable InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      DatagramOptions options)
      throws IOException {
    return NettyDatagramWire.bind(poller, family, local, remote, options);
  }
}
