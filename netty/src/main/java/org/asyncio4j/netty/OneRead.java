package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Reads once, into the buffer that all share. */
final class OneRead implements RecvByteBufAllocator.ExtendedHandle {
  private final NettyPoller poller;
  private int attempted;
  private int last;

  OneRead(NettyPoller poller) {
    this.poller = poller;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    return poller.buffers().inbound();
  }

  @Override
  public int guess() {
    return SharedBuffers.INBOUND;
  }

  @Override
  public void reset(ChannelConfig config) {}

  @Override
  public void incMessagesRead(int numMessages) {}

  @Override
  public void lastBytesRead(int bytes) {
    last = bytes;
  }

  @Override
  public int lastBytesRead() {
    return last;
  }

  @Override
  public void attemptedBytesRead(int bytes) {
    attempted = bytes;
  }

  @Override
  public int attemptedBytesRead() {
    return attempted;
  }

  @Override
  public boolean continueReading() {
    return false;
  }

  @Override
  public boolean continueReading(UncheckedBooleanSupplier maybeMoreDataSupplier) {
    return false;
  }

  @Override
  public void readComplete() {}
}
