package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.asyncio4j.net.BufferedProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a channel has received to the protocol, as the first handler of its pipeline: at once,
 * into a buffer that all connections share, and no more than once a turn, as asyncio's transports
 * receive. What comes beyond that, or while reading is paused, waits here.
 */
final class Inbox extends ChannelInboundHandlerAdapter implements RecvByteBufAllocator {
  /** The peer's end, among data. */
  private static final byte[] END = {};

  /** Of sockets that are read before anybody asks. */
  private static final int OWN_SIZE = 64 * 1024;

  private final NettyTransport transport;
  private final NettyPoller poller;
  private final RecvByteBufAllocator.Handle sizes;

  /** In the order in which it came; null if there has never been any. */
  private @Nullable ArrayDeque<byte[]> waiting;

  private @Nullable Object entry;
  private boolean scheduled;

  /** The poll whose turn has had its delivery. */
  private int delivered = -1;

  Inbox(NettyTransport transport, NettyPoller poller) {
    this.transport = transport;
    this.poller = poller;
    this.sizes =
        poller.sockets().readsWhenReady()
            ? new OneRead(poller)
            : new FixedRecvByteBufAllocator(OWN_SIZE).maxMessagesPerRead(1).newHandle();
  }

  @Override
  public Handle newHandle() {
    return sizes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    try {
      received(data);
    } finally {
      data.release();
    }
  }

  /** Of no interest to whoever decrypts, who is told by {@link NettyTls#received}. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {}

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ended();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!transport.isLost()) {
      transport.readFailed(failure instanceof IOException ? NettyFailures.of(failure) : failure);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    transport.channelClosed();
    context.fireChannelInactive();
  }

  private void received(ByteBuf data) {
    if (transport.isClosing()) {
      return;
    }
    if (mayDeliver()) {
      delivered = poller.polls();
      deliver(data.internalNioBuffer(data.readerIndex(), data.readableBytes()));
    } else {
      byte[] copy = new byte[data.readableBytes()];
      data.readBytes(copy);
      keep(copy);
    }
  }

  /** The peer has closed its direction. */
  private void ended() {
    if (transport.isClosing()) {
      return;
    }
    if (mayDeliver()) {
      delivered = poller.polls();
      transport.endReceived();
    } else {
      keep(END);
    }
  }

  private boolean mayDeliver() {
    return transport.isReading()
        && delivered != poller.polls()
        && (waiting == null || waiting.isEmpty());
  }

  private void keep(byte[] data) {
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      entry = poller.entry(this::deliverNext);
    }
    waiting.add(data);
    schedule();
  }

  /** Reading is wanted again. */
  void resume() {
    schedule();
  }

  private void schedule() {
    if (!scheduled && entry != null && waiting != null && !waiting.isEmpty()) {
      scheduled = true;
      poller.carry(entry);
    }
  }

  private void deliverNext() {
    scheduled = false;
    if (waiting == null || !transport.isReading()) {
      return;
    }
    byte[] next = waiting.poll();
    if (next == END) {
      transport.endReceived();
    } else if (next != null) {
      delivered = poller.polls();
      deliver(ByteBuffer.wrap(next));
    }
    schedule();
  }

  private void deliver(ByteBuffer data) {
    if (transport.getProtocol() instanceof BufferedProtocol buffered) {
      fill(buffered, data);
    } else {
      transport.deliver(data);
    }
  }

  /** One buffer a turn; the rest waits. */
  private void fill(BufferedProtocol buffered, ByteBuffer data) {
    ByteBuffer buffer = transport.bufferOf(buffered);
    if (buffer == null) {
      return;
    }
    int length = Math.min(buffer.remaining(), data.remaining());
    buffer.put(data.slice(data.position(), length));
    data.position(data.position() + length);
    if (data.hasRemaining()) {
      putBack(data);
    }
    transport.updated(buffered, length);
  }

  private void putBack(ByteBuffer rest) {
    byte[] copy = new byte[rest.remaining()];
    rest.get(copy);
    if (waiting == null) {
      keep(copy);
    } else {
      waiting.addFirst(copy);
      schedule();
    }
  }
}
