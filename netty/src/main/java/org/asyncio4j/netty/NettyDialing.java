package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.asyncio4j.net.nio.Dialing;
import org.asyncio4j.net.nio.Families;
import org.asyncio4j.net.nio.SocketFailures;
import org.jspecify.annotations.Nullable;

/** A channel that is being connected. */
final class NettyDialing implements Dialing {
  private final Channel channel;
  private boolean cancelled;

  private NettyDialing(Channel channel) {
    this.channel = channel;
  }

  static Dialing begin(
      NettyPoller poller, SocketAddress address, @Nullable InetSocketAddress local, Outcome outcome)
      throws IOException {
    Channel channel = open(poller, address);
    try {
      NettyChannels.register(poller, channel);
      // How long to try is the system's affair, as in asyncio.
      NettyChannels.set(channel, ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
      if (local != null && address instanceof InetSocketAddress) {
        bind(channel, local);
      }
      NettyDialing dialing = new NettyDialing(channel);
      ChannelFuture connecting = channel.connect(poller.sockets().toNetty(address));
      if (connecting.isDone()) {
        NettyChannels.await(connecting);
        outcome.connected(new NettyWire(poller, channel));
      } else {
        connecting.addListener(done -> dialing.finish(poller, connecting, outcome));
      }
      return dialing;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Channel open(NettyPoller poller, SocketAddress address) throws IOException {
    try {
      return poller.sockets().stream(Families.of(address));
    } catch (RuntimeException e) {
      throw NettyFailures.ofOpening(e);
    }
  }

  private static void bind(Channel channel, InetSocketAddress local) throws IOException {
    try {
      NettyChannels.await(channel.bind(local));
    } catch (IOException e) {
      throw SocketFailures.ofBind(local, e);
    }
  }

  private void finish(NettyPoller poller, ChannelFuture connecting, Outcome outcome) {
    if (cancelled) {
      return;
    }
    if (connecting.isSuccess()) {
      outcome.connected(new NettyWire(poller, channel));
    } else {
      channel.close();
      outcome.failed(NettyFailures.of(Objects.requireNonNull(connecting.cause())));
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    channel.close();
  }
}
