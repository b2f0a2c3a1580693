package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import org.jspecify.annotations.Nullable;

/** Channels on Linux's epoll. */
final class EpollSockets extends NativeSockets {
  @Override
  IoHandlerFactory handlerFactory() {
    return EpollIoHandler.newFactory();
  }

  @Override
  Class<? extends IoHandler> handlerType() {
    return EpollIoHandler.class;
  }

  @Override
  Class<? extends IoHandle> handleType() {
    return EpollIoHandle.class;
  }

  @Override
  IoHandle deferred(IoHandle handle, NettyPoller poller) {
    return new Deferred((EpollIoHandle) handle, poller);
  }

  @Override
  IoRegistration register(IoHandle deferred, NettyPoller poller) throws IOException {
    return new EpollRegistration(deferred, poller);
  }

  @Override
  Channel stream(ProtocolFamily family) {
    return family == StandardProtocolFamily.UNIX
        ? new EpollDomainSocketChannel()
        : new EpollSocketChannel(nettyFamily(family));
  }

  @Override
  ServerChannel server(@Nullable ProtocolFamily family) {
    if (family == null) {
      return new EpollServerSocketChannel();
    }
    return family == StandardProtocolFamily.UNIX
        ? new EpollServerDomainSocketChannel()
        : new EpollServerSocketChannel(nettyFamily(family));
  }

  @Override
  Channel datagram(ProtocolFamily family) {
    return new EpollDatagramChannel(nettyFamily(family));
  }

  /** A handle of one of Netty's channels. */
  private static final class Deferred extends DeferredHandle implements EpollIoHandle {
    private final EpollIoHandle handle;

    Deferred(EpollIoHandle handle, NettyPoller poller) {
      super(handle, poller);
      this.handle = handle;
    }

    @Override
    public FileDescriptor fd() {
      return handle.fd();
    }
  }
}
