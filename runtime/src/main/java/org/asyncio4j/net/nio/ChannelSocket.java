package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** The socket of a channel. */
final class ChannelSocket implements TransportSocket {
  private final NetworkChannel channel;

  ChannelSocket(NetworkChannel channel) {
    this.channel = channel;
  }

  @Override
  public @Nullable SocketAddress getsockname() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public @Nullable SocketAddress getpeername() {
    try {
      if (channel instanceof SocketChannel socket) {
        return socket.getRemoteAddress();
      }
      return channel instanceof DatagramChannel socket ? socket.getRemoteAddress() : null;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public <T> @Nullable T getsockopt(SocketOption<T> option) throws IOException {
    return channel.getOption(option);
  }

  @Override
  public <T> void setsockopt(SocketOption<T> option, T value) throws IOException {
    channel.setOption(option, value);
  }

  /** {@return {@code <TransportSocket laddr=... raddr=...>}} */
  @Override
  public String toString() {
    return "<TransportSocket laddr=" + getsockname() + " raddr=" + getpeername() + '>';
  }
}
