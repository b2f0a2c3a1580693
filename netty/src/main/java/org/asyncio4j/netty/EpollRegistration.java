package org.asyncio4j.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A registration that may be interested in nothing for a while. Netty's own is taken out of epoll
 * then, and fails when it is to be interested again; so another one takes its place.
 */
final class EpollRegistration implements IoRegistration {
  private final IoHandle handle;
  private final NettyPoller poller;
  private IoRegistration registration;
  private boolean removed;

  EpollRegistration(IoHandle handle, NettyPoller poller) throws IOException {
    this.handle = handle;
    this.poller = poller;
    this.registration = poller.register(handle);
  }

  @Override
  public <T> T attachment() {
    return registration.attachment();
  }

  @Override
  public long submit(IoOps ops) {
    if (ops.equals(EpollIoOps.NONE)) {
      if (removed) {
        return 0;
      }
      removed = true;
    } else if (removed && registration.isValid()) {
      removed = false;
      renew();
    }
    return registration.submit(ops);
  }

  private void renew() {
    registration.cancel();
    try {
      registration = poller.register(handle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isValid() {
    return registration.isValid();
  }

  @Override
  public boolean cancel() {
    return registration.cancel();
  }
}
