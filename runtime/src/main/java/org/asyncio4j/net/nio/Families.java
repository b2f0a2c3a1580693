package org.asyncio4j.net.nio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;

/** Address families. */
public final class Families {
  private Families() {}

  /**
   * Returns the family of an address.
   *
   * @param address of a socket
   * @return {@link StandardProtocolFamily#UNIX} for what is no internet address
   */
  public static ProtocolFamily of(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      InetAddress ip = inet.getAddress();
      return ip != null && ip.getAddress().length == 4
          ? StandardProtocolFamily.INET
          : StandardProtocolFamily.INET6;
    }
    return StandardProtocolFamily.UNIX;
  }
}
