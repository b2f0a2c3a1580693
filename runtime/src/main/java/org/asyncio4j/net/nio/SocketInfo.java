package org.asyncio4j.net.nio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import org.jspecify.annotations.Nullable;

/** What a transport tells of its socket, also when that is closed. */
final class SocketInfo {
  private final ChannelSocket socket;
  private final @Nullable SocketAddress peername;
  private final @Nullable SocketAddress sockname;

  SocketInfo(NetworkChannel channel) {
    socket = new ChannelSocket(channel);
    peername = socket.getpeername();
    sockname = socket.getsockname();
  }

  @Nullable SocketAddress peername() {
    return peername;
  }

  boolean isInternet() {
    return sockname instanceof InetSocketAddress;
  }

  /** {@link org.asyncio4j.net.BaseTransport#getExtraInfo}. */
  @Nullable Object get(String name) {
    return switch (name) {
      case "peername" -> peername;
      case "sockname" -> sockname;
      case "socket" -> socket;
      default -> null;
    };
  }

  /** {@return the two addresses, as transports print them} */
  @Override
  public String toString() {
    return "laddr=" + sockname + " raddr=" + peername;
  }
}
