package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.asyncio4j.net.nio.FileTransfer;
import org.asyncio4j.net.nio.Outgoing;
import org.asyncio4j.net.nio.SocketFailures;
import org.jspecify.annotations.Nullable;

/** What goes out of a {@link NettyTransport}. */
final class NettyOutgoing extends Outgoing implements ChannelFutureListener {
  private final NettyTransport transport;
  private final NettyPoller poller;
  private final Channel channel;

  /** Netty's word on what it has not sent yet; what is queued comes after it. */
  private @Nullable ChannelFuture sending;

  /** The bytes of that. */
  private int size;

  /** Where they are; null once another handler encrypts, whose buffers they are then. */
  private @Nullable ByteBuf buffer;

  private boolean encrypted;

  /** What Netty has of a file, or had until that was stopped. */
  private @Nullable FilePart part;

  NettyOutgoing(NettyTransport transport, NettyPoller poller, Channel channel) {
    super(transport);
    this.transport = transport;
    this.poller = poller;
    this.channel = channel;
  }

  @Override
  protected boolean isIdle() {
    return sending == null && super.isIdle();
  }

  @Override
  protected boolean isEmpty() {
    return super.isIdle() && (sending == null || part != null);
  }

  @Override
  protected int size() {
    int unsent = sending == null ? 0 : buffer == null ? size : buffer.readableBytes();
    return super.size() + unsent;
  }

  private boolean mayGoOn() {
    return sending == null && !transport.isLost();
  }

  @Override
  protected int send(byte[] data) {
    int sent = 0;
    while (sent < data.length && mayGoOn()) {
      int length = Math.min(data.length - sent, SharedBuffers.CHUNK);
      send(poller.buffers().outbound(data, sent, length, channel.alloc()));
      sent += length;
    }
    return sent;
  }

  @Override
  protected void send(ByteBuffer data) {
    while (data.hasRemaining() && mayGoOn()) {
      send(poller.buffers().outbound(data, channel.alloc()));
    }
  }

  @Override
  protected void sendQueued() {
    while (!queue().isEmpty() && mayGoOn()) {
      send(dequeue(Math.min(queue().size(), SharedBuffers.CHUNK)));
    }
  }

  private ByteBuf dequeue(int length) {
    ByteBuf data = channel.alloc().directBuffer(length);
    queue().peek(data.internalNioBuffer(0, length));
    queue().drop(length);
    return data.writerIndex(length);
  }

  /** Hands a buffer to Netty, which sends it at once as far as that is possible. */
  private void send(ByteBuf data) {
    int length = data.readableBytes();
    if (await(channel.writeAndFlush(data))) {
      size = length;
      buffer = encrypted ? null : data;
    }
  }

  /** Has all that comes later wait for something that Netty does; false if that is done. */
  boolean await(ChannelFuture sent) {
    if (!sent.isDone()) {
      sending = sent;
      size = 0;
      buffer = null;
      sent.addListener(this);
      return true;
    }
    if (!sent.isSuccess()) {
      transport.sendFailed(Objects.requireNonNull(sent.cause()));
    }
    return false;
  }

  /** Hands all to Netty, before a handler comes that encrypts what is written then. */
  void beforeEncryption() {
    if (!queue().isEmpty()) {
      send(dequeue(queue().size()));
    }
    encrypted = true;
  }

  /** What Netty had is out, or cannot go out. */
  @Override
  public void operationComplete(ChannelFuture sent) {
    boolean last = sent == sending;
    if (last) {
      sending = null;
      buffer = null;
      partIsOver(sent);
    }
    if (!sent.isSuccess()) {
      transport.sendFailed(Objects.requireNonNull(sent.cause()));
    }
    if (last && !transport.isLost()) {
      sendQueued();
      if (!transport.isLost()) {
        transport.shrunk();
      }
    }
  }

  @Override
  protected void beginFile(FileTransfer file) {
    if (isIdle()) {
      sendFile(file);
    }
  }

  @Override
  protected void sendFile(FileTransfer file) {
    FilePart whole;
    try {
      whole = new FilePart(file);
    } catch (IOException e) {
      settleFile(e);
      return;
    }
    part = whole;
    ChannelFuture sent = channel.writeAndFlush(whole);
    if (!await(sent)) {
      partIsOver(sent);
    }
  }

  /** What Netty had of a file is out, or cannot go out, or was stopped. */
  private void partIsOver(ChannelFuture sent) {
    FilePart over = part;
    FileTransfer file = file();
    part = null;
    if (over != null && file != null && over.isOf(file)) {
      over.settle();
      Throwable cause = sent.cause();
      settleFile(cause == null ? null : SocketFailures.ofConnection(NettyFailures.of(cause)));
    }
  }

  @Override
  protected void stopFile(FileTransfer ended) {
    if (part != null && part.isOf(ended)) {
      part.stop();
    }
  }

  @Override
  protected void lost(@Nullable Throwable failure) {
    if (part != null) {
      part.settle();
    }
    super.lost(failure);
  }

  /** Netty waits by itself. */
  @Override
  protected void startWriting() {}

  @Override
  protected boolean isPolling() {
    return !isIdle();
  }

  @Override
  protected void shutdown() {
    ((DuplexChannel) channel)
        .shutdownOutput()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                transport.sendFailed(Objects.requireNonNull(done.cause()));
              }
            });
  }
}
