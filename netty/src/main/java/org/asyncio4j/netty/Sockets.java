package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/** One kind of Netty's channels, for one loop. Confined to the loop's thread. */
abstract class Sockets {
  private static final Map<SocketOption<?>, ChannelOption<?>> OPTIONS =
      Map.of(
          StandardSocketOptions.IP_MULTICAST_TTL, ChannelOption.IP_MULTICAST_TTL,
          StandardSocketOptions.IP_TOS, ChannelOption.IP_TOS,
          StandardSocketOptions.SO_BROADCAST, ChannelOption.SO_BROADCAST,
          StandardSocketOptions.SO_KEEPALIVE, ChannelOption.SO_KEEPALIVE,
          StandardSocketOptions.SO_LINGER, ChannelOption.SO_LINGER,
          StandardSocketOptions.SO_RCVBUF, ChannelOption.SO_RCVBUF,
          StandardSocketOptions.SO_REUSEADDR, ChannelOption.SO_REUSEADDR,
          StandardSocketOptions.SO_SNDBUF, ChannelOption.SO_SNDBUF,
          StandardSocketOptions.TCP_NODELAY, ChannelOption.TCP_NODELAY);

  abstract IoHandlerFactory handlerFactory();

  abstract Class<? extends IoHandler> handlerType();

  abstract Class<? extends IoHandle> handleType();

  /** Whether connections of a family can be closed in one direction, as asyncio's can. */
  boolean supports(ProtocolFamily family) {
    return true;
  }

  /** A handle whose events the loop runs in its turn. */
  abstract IoHandle deferred(IoHandle handle, NettyPoller poller);

  /** Registers a deferred handle. */
  IoRegistration register(IoHandle deferred, NettyPoller poller) throws IOException {
    return poller.register(deferred);
  }

  abstract Channel stream(ProtocolFamily family);

  /**
   * A channel to listen with.
   *
   * @param family null for the internet's families, both of them
   */
  abstract ServerChannel server(@Nullable ProtocolFamily family);

  abstract Channel datagram(ProtocolFamily family);

  /** A channel on one of the JDK's; null if there is no such thing. */
  @Nullable Channel stream(SocketChannel given) {
    return null;
  }

  /** A channel on one of the JDK's; null if there is no such thing. */
  @Nullable ServerChannel server(ServerSocketChannel given) {
    return null;
  }

  /**
   * Watches a channel of the JDK.
   *
   * @throws IOException if it is closed
   */
  abstract Registration watch(SelectableChannel channel, NettyPoller poller) throws IOException;

  /**
   * Puts what is ready of the watched channels into the loop's queue, unless the handler does so.
   *
   * @return whether there was anything
   */
  boolean poll() {
    return false;
  }

  /** Forgets watched channels that are watched no more, unless the handler does so. */
  void flush() {}

  /** Has watched channels wake the loop, unless the handler does so. */
  void beforeSleep() {}

  /** Whether watched channels have woken the loop since {@link #beforeSleep}. */
  boolean isReady() {
    return false;
  }

  /** Lets go of what {@link #watch} has made. */
  void close() {}

  /** Whether a socket is read when it is ready, into a buffer that all may share then. */
  boolean readsWhenReady() {
    return true;
  }

  /** Whether the system can be told to send a file, and to stop that. */
  boolean sendsFiles() {
    return true;
  }

  /** Whether an interrupt of the thread ends a sleep by itself. */
  boolean sleepsInterruptibly() {
    return false;
  }

  /** What a sleep is rounded up to, in nanoseconds. */
  long granularity() {
    return 1;
  }

  /** An address as Netty's channels of this kind want it. */
  SocketAddress toNetty(SocketAddress address) {
    return address;
  }

  /** An address as the JDK has it. */
  @Nullable SocketAddress fromNetty(@Nullable SocketAddress address) {
    return address;
  }

  /** Netty's name of an option of the JDK; null if it has none. */
  @SuppressWarnings("unchecked") // The values have the same type.
  <T> @Nullable ChannelOption<T> option(SocketOption<T> option) {
    return (ChannelOption<T>) OPTIONS.get(option);
  }

  static SocketProtocolFamily nettyFamily(ProtocolFamily family) {
    if (family == StandardProtocolFamily.INET) {
      return SocketProtocolFamily.INET;
    }
    return family == StandardProtocolFamily.INET6
        ? SocketProtocolFamily.INET6
        : SocketProtocolFamily.UNIX;
  }
}
