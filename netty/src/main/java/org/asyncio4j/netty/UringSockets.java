package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.ServerChannel;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Channels on Linux's io_uring. */
final class UringSockets extends NativeSockets {
  @Override
  IoHandlerFactory handlerFactory() {
    return IoUringIoHandler.newFactory();
  }

  @Override
  Class<? extends IoHandler> handlerType() {
    return IoUringIoHandler.class;
  }

  @Override
  Class<? extends IoHandle> handleType() {
    return IoUringIoHandle.class;
  }

  @Override
  IoHandle deferred(IoHandle handle, NettyPoller poller) {
    return new Deferred((IoUringIoHandle) handle, poller);
  }

  @Override
  Channel stream(ProtocolFamily family) {
    return family == StandardProtocolFamily.UNIX
        ? new IoUringDomainSocketChannel()
        : new IoUringSocketChannel();
  }

  @Override
  ServerChannel server(@Nullable ProtocolFamily family) {
    return family == StandardProtocolFamily.UNIX
        ? new IoUringServerDomainSocketChannel()
        : new IoUringServerSocketChannel();
  }

  @Override
  Channel datagram(ProtocolFamily family) {
    return new IoUringDatagramChannel(nettyFamily(family));
  }

  @Override
  boolean readsWhenReady() {
    return false;
  }

  /** What has been told to the ring cannot be taken back. */
  @Override
  boolean sendsFiles() {
    return false;
  }

  /** A handle of one of Netty's channels: of what it has asked for each end counts. */
  private static final class Deferred implements IoUringIoHandle {
    private final IoUringIoHandle handle;
    private final NettyPoller poller;
    private final Object entry;
    private final ArrayDeque<IoUringIoEvent> events = new ArrayDeque<>();
    private @Nullable IoRegistration registration;

    Deferred(IoUringIoHandle handle, NettyPoller poller) {
      this.handle = handle;
      this.poller = poller;
      this.entry = poller.entry(this::run);
    }

    @Override
    public void handle(IoRegistration registered, IoEvent event) {
      IoUringIoEvent happened = (IoUringIoEvent) event;
      registration = registered;
      // The handler uses its event again.
      events.add(
          new IoUringIoEvent(
              happened.res(), happened.flags(), happened.opcode(), happened.userData()));
      poller.ready(entry);
    }

    private void run() {
      IoUringIoEvent due = events.poll();
      if (due != null && registration != null) {
        handle.handle(registration, due);
      }
    }

    @Override
    public void registered() {
      poller.registered();
      handle.registered();
    }

    @Override
    public void unregistered() {
      // What has ended by now is told first.
      while (!events.isEmpty()) {
        run();
      }
      poller.unregistered();
      handle.unregistered();
    }

    @Override
    public void close() throws Exception {
      handle.close();
    }
  }
}
