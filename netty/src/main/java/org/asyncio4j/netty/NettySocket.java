package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** The socket of a channel. */
final class NettySocket implements TransportSocket {
  private final Sockets sockets;
  private final Channel channel;

  NettySocket(Sockets sockets, Channel channel) {
    this.sockets = sockets;
    this.channel = channel;
  }

  @Override
  public @Nullable SocketAddress getsockname() {
    return channel.isOpen() ? sockets.fromNetty(channel.localAddress()) : null;
  }

  @Override
  public @Nullable SocketAddress getpeername() {
    return channel.isOpen() ? sockets.fromNetty(channel.remoteAddress()) : null;
  }

  @Override
  public <T> @Nullable T getsockopt(SocketOption<T> option) throws IOException {
    checkOpen();
    try {
      T value = channel.config().getOption(known(option));
      if (value == null) {
        throw unknown(option);
      }
      return value;
    } catch (ChannelException e) {
      throw NettyFailures.of(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public <T> void setsockopt(SocketOption<T> option, T value) throws IOException {
    checkOpen();
    try {
      if (!channel.config().setOption(known(option), value)) {
        throw unknown(option);
      }
    } catch (ChannelException e) {
      throw NettyFailures.of(e.getCause() == null ? e : e.getCause());
    }
  }

  private void checkOpen() throws SocketException {
    if (!channel.isOpen()) {
      throw new SocketException("Socket is closed");
    }
  }

  private <T> ChannelOption<T> known(SocketOption<T> option) {
    ChannelOption<T> known = sockets.option(option);
    if (known == null) {
      throw unknown(option);
    }
    return known;
  }

  private static UnsupportedOperationException unknown(SocketOption<?> option) {
    return new UnsupportedOperationException("'" + option + "' not supported");
  }

  /** {@return {@code <TransportSocket laddr=... raddr=...>}} */
  @Override
  public String toString() {
    return "<TransportSocket laddr=" + getsockname() + " raddr=" + getpeername() + '>';
  }
}
