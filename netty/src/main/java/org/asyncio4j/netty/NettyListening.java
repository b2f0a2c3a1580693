package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.TransportSocket;
import org.asyncio4j.net.nio.Families;
import org.asyncio4j.net.nio.Listening;
import org.asyncio4j.net.nio.SocketFailures;
import org.jspecify.annotations.Nullable;

/** A channel that listens. */
final class NettyListening extends ChannelInboundHandlerAdapter implements Listening {
  private final NettyPoller poller;
  private final ServerChannel channel;
  private @Nullable Clients clients;

  private NettyListening(NettyPoller poller, ServerChannel channel) {
    this.poller = poller;
    this.channel = channel;
  }

  static Listening bind(NettyPoller poller, SocketAddress address, ServerOptions options)
      throws IOException {
    if (address instanceof UnixDomainSocketAddress unix && Files.exists(unix.getPath())) {
      // Netty's native code would delete it.
      throw SocketFailures.ofBind(address, new BindException("Address already in use"));
    }
    ServerChannel channel = open(poller, address, options);
    try {
      if (!(address instanceof UnixDomainSocketAddress)) {
        Boolean reuse = options.reuseAddress();
        if (reuse != null) {
          NettyChannels.set(channel, ChannelOption.SO_REUSEADDR, reuse);
        }
        if (options.reusePort()) {
          new NettySocket(poller.sockets(), channel)
              .setsockopt(StandardSocketOptions.SO_REUSEPORT, true);
        }
      }
      NettyChannels.set(channel, ChannelOption.SO_BACKLOG, options.backlog());
      NettyListening listening = of(poller, channel, options);
      NettyChannels.await(channel.bind(poller.sockets().toNetty(address)));
      return listening;
    } catch (IOException e) {
      channel.close();
      throw SocketFailures.ofBind(address, e);
    } catch (RuntimeException e) {
      channel.unsafe().closeForcibly();
      throw e;
    }
  }

  /** On a channel that is bound, or is going to be. */
  static NettyListening of(NettyPoller poller, ServerChannel channel, ServerOptions options)
      throws IOException {
    NettyListening listening = new NettyListening(poller, channel);
    MaxMessagesRecvByteBufAllocator allocator = channel.config().getRecvByteBufAllocator();
    allocator.maxMessagesPerRead(options.backlog() + 1);
    NettyChannels.register(poller, channel);
    channel.pipeline().addLast(listening);
    return listening;
  }

  /** For all of the machine's addresses, one channel of both families. */
  private static ServerChannel open(
      NettyPoller poller, SocketAddress address, ServerOptions options) throws IOException {
    boolean both =
        options.family() == null
            && address instanceof InetSocketAddress inet
            && inet.getAddress().isAnyLocalAddress();
    try {
      return poller.sockets().server(both ? null : Families.of(address));
    } catch (RuntimeException e) {
      throw NettyFailures.ofOpening(e);
    }
  }

  @Override
  public void start(Clients told) {
    clients = told;
    channel.config().setAutoRead(true);
  }

  @Override
  public void pause() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    NettyWire wire = new NettyWire(poller, (Channel) accepted);
    if (clients == null) {
      wire.close();
    } else {
      clients.accepted(wire);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (clients != null) {
      clients.failed(NettyFailures.of(failure));
    }
  }

  @Override
  public void close() {
    channel.close();
    poller.forgetClosed();
  }

  @Override
  public TransportSocket socket() {
    return new NettySocket(poller.sockets(), channel);
  }
}
