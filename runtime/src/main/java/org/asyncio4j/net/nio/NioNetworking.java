package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.ServerOptions;
import org.jspecify.annotations.Nullable;

/** The transports of the default loop: of the JDK's channels. */
public final class NioNetworking extends SocketNetworking {
  /**
   * Makes the transports' maker of a loop.
   *
   * @param loop its public side
   * @param reactor its inner side
   */
  public NioNetworking(EventLoop loop, Reactor reactor) {
    super(loop, reactor);
  }

  @Override
  public Dialing dial(
      SocketAddress address, @Nullable InetSocketAddress local, Dialing.Outcome outcome)
      throws IOException {
    return ChannelDialing.begin(kernel(), address, local, outcome);
  }

  @Override
  public Wire adopt(SocketChannel given) {
    return new ChannelWire(kernel(), given, null);
  }

  @Override
  public Listening listen(SocketAddress address, ServerOptions options) throws IOException {
    return ChannelListening.bind(kernel(), address, options);
  }

  @Override
  public Listening adopt(ServerSocketChannel given, ServerOptions options) throws IOException {
    return new ChannelListening(kernel(), given, options.backlog());
  }

  @Override
  public DatagramWire bind(
      ProtocolFamily family,
      @Nullable InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      DatagramOptions options)
      throws IOException {
    return ChannelDatagramWire.bind(kernel(), family, local, remote, options);
  }
}
