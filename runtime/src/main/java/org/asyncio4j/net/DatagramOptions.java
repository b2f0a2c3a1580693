package org.asyncio4j.net;

import java.net.ProtocolFamily;
import org.jspecify.annotations.Nullable;

/**
 * How a datagram socket is made: the keyword arguments of {@code loop.create_datagram_endpoint}.
 *
 * @param family the address family; null for that of the addresses
 * @param reusePort whether others may bind to the same port
 * @param allowBroadcast whether datagrams may go to broadcast addresses
 */
public record DatagramOptions(
    @Nullable ProtocolFamily family, boolean reusePort, boolean allowBroadcast) {
  private static final DatagramOptions DEFAULTS = new DatagramOptions(null, false, false);

  /** {@return any family, no port shared, no broadcast} */
  public static DatagramOptions defaults() {
    return DEFAULTS;
  }
}
