package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/** Channels on the JDK's. */
final class NioSockets extends Sockets {
  private static final SelectorProvider PROVIDER = SelectorProvider.provider();

  @Override
  IoHandlerFactory handlerFactory() {
    return NioIoHandler.newFactory();
  }

  @Override
  Class<? extends IoHandler> handlerType() {
    return NioIoHandler.class;
  }

  @Override
  Class<? extends IoHandle> handleType() {
    return NioIoHandle.class;
  }

  @Override
  IoHandle deferred(IoHandle handle, NettyPoller poller) {
    return new Deferred((NioIoHandle) handle, poller);
  }

  /** Netty's channel of a Unix-domain socket closes it when one direction ends. */
  @Override
  boolean supports(ProtocolFamily family) {
    return family != StandardProtocolFamily.UNIX;
  }

  @Override
  Channel stream(ProtocolFamily family) {
    return new NioSocketChannel(PROVIDER, nettyFamily(family));
  }

  @Override
  ServerChannel server(@Nullable ProtocolFamily family) {
    return family == null
        ? new NioServerSocketChannel()
        : new NioServerSocketChannel(PROVIDER, nettyFamily(family));
  }

  @Override
  Channel datagram(ProtocolFamily family) {
    return new NioDatagramChannel(nettyFamily(family));
  }

  @Override
  @Nullable Channel stream(SocketChannel given) {
    return isUnix(given) ? null : new NioSocketChannel(given);
  }

  @Override
  @Nullable ServerChannel server(ServerSocketChannel given) {
    return isUnix(given) ? null : new NioServerSocketChannel(given);
  }

  private static boolean isUnix(NetworkChannel channel) {
    try {
      return channel.getLocalAddress() instanceof UnixDomainSocketAddress;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  Registration watch(SelectableChannel channel, NettyPoller poller) throws IOException {
    return new Watched(channel, poller);
  }

  @Override
  boolean sleepsInterruptibly() {
    return true;
  }

  @Override
  long granularity() {
    return TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  <T> @Nullable ChannelOption<T> option(SocketOption<T> option) {
    return NioChannelOption.of(option);
  }

  /** A handle of one of Netty's channels. */
  private static final class Deferred extends DeferredHandle implements NioIoHandle {
    private final NioIoHandle handle;

    Deferred(NioIoHandle handle, NettyPoller poller) {
      super(handle, poller);
      this.handle = handle;
    }

    @Override
    public SelectableChannel selectableChannel() {
      return handle.selectableChannel();
    }
  }

  /** A channel of the JDK, in the loop's own way. */
  private static final class Watched extends Registration implements NioIoHandle {
    private final SelectableChannel channel;
    private final NettyPoller poller;
    private final IoRegistration registration;

    Watched(SelectableChannel channel, NettyPoller poller) throws IOException {
      this.channel = channel;
      this.poller = poller;
      this.registration = poller.register(this);
    }

    @Override
    protected void watch(int operations) {
      registration.submit(NioIoOps.valueOf(operations));
    }

    @Override
    protected void forget() {
      registration.cancel();
    }

    @Override
    public void handle(IoRegistration registered, IoEvent event) {
      ready(((NioIoEvent) event).ops().value(), poller::ready);
    }

    @Override
    public void registered() {
      poller.registered();
    }

    @Override
    public void unregistered() {
      poller.unregistered();
    }

    @Override
    public SelectableChannel selectableChannel() {
      return channel;
    }

    @Override
    public void close() throws IOException {
      if (!isLent()) {
        channel.close();
      }
    }
  }
}
