package org.asyncio4j.net.nio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** What a transport tells of its socket, also when that is closed. From any thread. */
public final class SocketInfo {
  private final TransportSocket socket;
  private final @Nullable SocketAddress peername;
  private final @Nullable SocketAddress sockname;

  /**
   * Notes the addresses of a socket.
   *
   * @param socket open
   */
  public SocketInfo(TransportSocket socket) {
    this.socket = socket;
    peername = socket.getpeername();
    sockname = socket.getsockname();
  }

  /** {@return the address of the other end; null if it is not connected} */
  public @Nullable SocketAddress peername() {
    return peername;
  }

  /** {@return whether it has an address of the internet} */
  public boolean isInternet() {
    return sockname instanceof InetSocketAddress;
  }

  /**
   * Tells what {@link org.asyncio4j.net.BaseTransport#getExtraInfo} does.
   *
   * @param name peername, sockname or socket
   * @return the value; null if there is none
   */
  public @Nullable Object get(String name) {
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
