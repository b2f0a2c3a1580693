package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.asyncio4j.Future;
import org.asyncio4j.net.nio.FileTransfer;
import org.asyncio4j.net.nio.SocketFailures;
import org.asyncio4j.net.nio.WaterMarks;
import org.asyncio4j.net.nio.WriteQueue;
import org.jspecify.annotations.Nullable;

/** What goes out of a {@link NettyTransport}: at once as far as possible, the rest in order. */
final class NettyOutgoing implements ChannelFutureListener {
  private final NettyTransport transport;
  private final NettyPoller poller;
  private final Channel channel;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;

  /** Netty's word on what it has not sent yet; what is queued comes after it. */
  private @Nullable ChannelFuture sending;

  /** The bytes of that. */
  private int size;

  /** Where they are; null once another handler encrypts, whose buffers they are then. */
  private @Nullable ByteBuf buffer;

  private boolean encrypted;

  /** A file that goes behind what waits, and nothing behind it as yet. */
  private @Nullable FileTransfer transfer;

  private @Nullable Future<Void> transferred;

  /** What Netty has of a file, or had until that was stopped. */
  private @Nullable FilePart part;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

  NettyOutgoing(NettyTransport transport, NettyPoller poller, Channel channel) {
    this.transport = transport;
    this.poller = poller;
    this.channel = channel;
    this.marks = new WaterMarks(poller.loop());
  }

  WaterMarks marks() {
    return marks;
  }

  boolean isIdle() {
    return sending == null && queue.isEmpty();
  }

  /** {@return whether nothing waits but a file} */
  boolean isEmpty() {
    return queue.isEmpty() && (sending == null || part != null);
  }

  int buffered() {
    int unsent = sending == null ? 0 : buffer == null ? size : buffer.readableBytes();
    return queue.size() + unsent;
  }

  /** To be called when what waits, or the marks, may have grown. */
  void checkMarks() {
    marks.grown(buffered(), transport.getProtocol());
  }

  void clear() {
    queue.clear();
  }

  void write(byte[] data) {
    if (!canWrite() || data.length == 0) {
      return;
    }
    int sent = 0;
    if (isIdle()) {
      while (sent < data.length && sending == null && !transport.isLost()) {
        int length = Math.min(data.length - sent, SharedBuffers.CHUNK);
        send(poller.buffers().outbound(data, sent, length, channel.alloc()));
        sent += length;
      }
      if (transport.isLost() || sending == null) {
        return;
      }
    }
    queue.add(data, sent);
    checkMarks();
  }

  void write(ByteBuffer data) {
    if (!canWrite()) {
      data.position(data.limit());
      return;
    }
    if (!data.hasRemaining()) {
      return;
    }
    if (isIdle()) {
      while (data.hasRemaining() && sending == null && !transport.isLost()) {
        send(poller.buffers().outbound(data, channel.alloc()));
      }
      if (transport.isLost() || sending == null) {
        data.position(data.limit());
        return;
      }
    }
    if (data.hasRemaining()) {
      queue.add(data);
    }
    checkMarks();
  }

  void writelines(Collection<byte[]> data) {
    if (!canWrite()) {
      return;
    }
    boolean idle = isIdle();
    for (byte[] piece : data) {
      queue.add(piece, 0);
    }
    if (idle) {
      sendQueued();
    }
    checkMarks();
  }

  private boolean canWrite() {
    if (transfer != null) {
      throw new IllegalStateException("unable to write; sendfile is in progress");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof()");
    }
    return !transport.isLost();
  }

  /** Hands a buffer to Netty, which sends it at once as far as that is possible. */
  private void send(ByteBuf data) {
    int length = data.readableBytes();
    ChannelFuture sent = channel.writeAndFlush(data);
    if (await(sent)) {
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
      transport.writeFailed(Objects.requireNonNull(sent.cause()));
    }
    return false;
  }

  private void sendQueued() {
    while (!queue.isEmpty() && sending == null && !transport.isLost()) {
      send(dequeue(Math.min(queue.size(), SharedBuffers.CHUNK)));
    }
  }

  private ByteBuf dequeue(int length) {
    ByteBuf data = channel.alloc().directBuffer(length);
    queue.peek(data.internalNioBuffer(0, length));
    queue.drop(length);
    return data.writerIndex(length);
  }

  /** Hands all to Netty, before a handler comes that encrypts what is written then. */
  void beforeEncryption() {
    if (!queue.isEmpty()) {
      send(dequeue(queue.size()));
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
    if (transport.isLost()) {
      return;
    }
    if (!sent.isSuccess()) {
      transport.writeFailed(Objects.requireNonNull(sent.cause()));
    }
    if (!last) {
      return;
    }
    sendQueued();
    if (transport.isLost()) {
      return;
    }
    // May write more.
    marks.shrunk(buffered(), transport.getProtocol());
    if (isIdle() && transfer != null && !transport.isClosing()) {
      sendFile(transfer);
    }
    if (isIdle()) {
      if (eofWritten && !transport.isClosing()) {
        shutdownOutput();
      }
      transport.drained();
    }
  }

  /**
   * Sends a file behind what waits.
   *
   * @return done when all of it has gone out, or the connection is lost
   */
  Future<Void> transfer(FileTransfer file) {
    if (transfer != null) {
      throw new IllegalStateException("Empty waiter is already set");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call sendfile() after write_eof()");
    }
    Future<Void> future = poller.loop().createFuture();
    transfer = file;
    transferred = future;
    if (isIdle()) {
      sendFile(file);
    }
    return future;
  }

  private void sendFile(FileTransfer file) {
    FilePart whole;
    try {
      whole = new FilePart(file);
    } catch (IOException e) {
      settleTransfer(e);
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
    part = null;
    if (over != null && transfer != null && over.isOf(transfer)) {
      over.settle();
      Throwable cause = sent.cause();
      settleTransfer(cause == null ? null : SocketFailures.ofConnection(NettyFailures.of(cause)));
    }
  }

  /** Sends no more of a file. */
  void endTransfer(FileTransfer file) {
    if (transfer == file) {
      transfer = null;
      transferred = null;
      if (part != null && part.isOf(file)) {
        part.stop();
      }
    }
  }

  /** The connection is lost. */
  void lost(@Nullable Throwable failure) {
    if (part != null) {
      part.settle();
    }
    settleTransfer(failure == null ? new SocketException("Connection lost") : failure);
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void settleTransfer(@Nullable Throwable failure) {
    Future<Void> future = transferred;
    transfer = null;
    transferred = null;
    if (future != null && !future.isDone()) {
      if (failure == null) {
        future.setResult(null);
      } else {
        future.setException(failure);
      }
    }
  }

  /** Closes the sending direction after what waits. */
  void writeEof() {
    if (!eofWritten) {
      eofWritten = true;
      if (isIdle()) {
        shutdownOutput();
      }
    }
  }

  private void shutdownOutput() {
    ((DuplexChannel) channel)
        .shutdownOutput()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                transport.writeFailed(Objects.requireNonNull(done.cause()));
              }
            });
  }

  /** {@return how it stands, as transports print it} */
  @Override
  public String toString() {
    return "write=<" + (isIdle() ? "idle" : "polling") + ", bufsize=" + buffered() + '>';
  }
}
