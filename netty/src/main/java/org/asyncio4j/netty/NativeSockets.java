package org.asyncio4j.netty;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/** What the kinds have in common whose descriptors are not the JDK's. */
abstract class NativeSockets extends Sockets {
  private @Nullable JdkChannels jdk;

  @Override
  Registration watch(SelectableChannel channel, NettyPoller poller) throws IOException {
    JdkChannels watching = jdk;
    if (watching == null) {
      watching = new JdkChannels(poller);
      jdk = watching;
    }
    return watching.register(channel);
  }

  @Override
  boolean poll() {
    return jdk != null && jdk.poll();
  }

  @Override
  void flush() {
    if (jdk != null) {
      jdk.flush();
    }
  }

  @Override
  void beforeSleep() {
    if (jdk != null) {
      jdk.watch();
    }
  }

  @Override
  boolean isReady() {
    return jdk != null && jdk.isReady();
  }

  @Override
  void close() {
    if (jdk != null) {
      jdk.close();
    }
  }

  @Override
  SocketAddress toNetty(SocketAddress address) {
    return address instanceof UnixDomainSocketAddress unix
        ? new DomainSocketAddress(unix.getPath().toString())
        : address;
  }

  @Override
  @Nullable SocketAddress fromNetty(@Nullable SocketAddress address) {
    if (address instanceof DomainSocketAddress unix) {
      return UnixDomainSocketAddress.of(unix.path());
    }
    return address instanceof InetSocketAddress inet ? unnamed(inet) : address;
  }

  @Override
  @SuppressWarnings("unchecked") // The values have the same type.
  <T> @Nullable ChannelOption<T> option(SocketOption<T> option) {
    return option.equals(StandardSocketOptions.SO_REUSEPORT)
        ? (ChannelOption<T>) UnixChannelOption.SO_REUSEPORT
        : super.option(option);
  }

  /** Netty's native addresses have their own text for a name, the JDK's have none. */
  private static InetSocketAddress unnamed(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    try {
      InetAddress bare =
          ip instanceof Inet6Address six
              ? Inet6Address.getByAddress(null, ip.getAddress(), six.getScopeId())
              : InetAddress.getByAddress(ip.getAddress());
      return new InetSocketAddress(bare, address.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
