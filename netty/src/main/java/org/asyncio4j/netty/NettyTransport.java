package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.nio.FlowControlled;
import org.asyncio4j.net.nio.SocketFailures;
import org.asyncio4j.net.nio.SocketServer;
import org.asyncio4j.net.nio.WaterMarks;
import org.asyncio4j.net.nio.WriteQueue;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a channel, TCP or Unix-domain: the last handler of its pipeline. Confined to
 * the loop's thread.
 */
final class NettyTransport extends ChannelInboundHandlerAdapter
    implements Transport, FlowControlled, ChannelFutureListener {
  // closing and lost:
  //
  //   from       to         by
  //   open       closing    close, with data that has not gone out
  //   open       lost       close, abort, a failure, or the peer's end
  //   closing    lost       the last data has gone out; abort; a failure
  //
  // Once lost, connectionLost is scheduled, or has been called.

  private final NettyPoller poller;
  private final EventLoop loop;
  private final Channel channel;
  private final Inbox inbox;
  private final NettySocket socket;
  private final @Nullable SocketServer server;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;
  private final @Nullable Object peername;
  private final @Nullable Object sockname;
  private StreamingProtocol protocol;

  /** What Netty has not sent yet; what is queued comes after it. */
  private @Nullable ByteBuf sending;

  private boolean closing;
  private boolean lost;
  private boolean paused;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

  /** The peer's sending direction is closed. */
  private boolean eofReceived;

  NettyTransport(
      NettyPoller poller,
      Channel channel,
      StreamingProtocol protocol,
      @Nullable SocketServer server) {
    this.poller = poller;
    this.loop = poller.loop();
    this.channel = channel;
    this.protocol = protocol;
    this.server = server;
    this.inbox = new Inbox(this, poller);
    this.socket = new NettySocket(poller.sockets(), channel);
    this.marks = new WaterMarks(loop);
    this.peername = socket.getpeername();
    this.sockname = socket.getsockname();
  }

  /** The protocol is told at the loop's next turn. */
  void begin(@Nullable Future<Void> connected) {
    channel.config().setRecvByteBufAllocator(inbox);
    NettyChannels.set(channel, ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (sockname instanceof InetSocketAddress) {
      NettyChannels.set(channel, ChannelOption.TCP_NODELAY, true);
    }
    channel.pipeline().addLast(this);
    if (server != null) {
      server.attached(this);
    }
    StreamingProtocol told = protocol;
    loop.callSoon(() -> told.connectionMade(this));
    // Nothing is received before the protocol knows its transport.
    loop.callSoon(this::watchReading);
    if (connected != null) {
      loop.callSoon(() -> settle(connected));
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  private void watchReading() {
    if (isReading() && !eofReceived && channel.isOpen()) {
      inbox.resume();
      channel.config().setAutoRead(true);
    }
  }

  // The channel tells.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    try {
      inbox.received(data);
    } finally {
      data.release();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inbox.ended();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!lost) {
      fatal(
          failure instanceof IOException
              ? SocketFailures.ofConnection(NettyFailures.of(failure))
              : failure,
          "Fatal read error on socket transport");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!lost) {
      forceClose(new SocketException("Connection lost"));
    }
    context.fireChannelInactive();
  }

  /** Whether what has come is to be delivered now. */
  boolean wantsData() {
    return !closing && !paused;
  }

  /** Whether nothing more is to be delivered at all. */
  boolean isDeaf() {
    return closing;
  }

  void endReceived() {
    eofReceived = true;
    boolean keepOpen;
    try {
      keepOpen = protocol.eofReceived();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.eof_received() call failed.");
      return;
    }
    if (!keepOpen) {
      close();
    }
  }

  // The application asks.

  @Override
  public void write(byte[] data) {
    if (!canWrite() || data.length == 0) {
      return;
    }
    int sent = 0;
    if (isIdle()) {
      while (sent < data.length && sending == null && !lost) {
        int length = Math.min(data.length - sent, SharedBuffers.CHUNK);
        send(poller.buffers().outbound(data, sent, length, channel.alloc()));
        sent += length;
      }
      if (lost || sending == null) {
        return;
      }
    }
    queue.add(data, sent);
    marks.grown(buffered(), protocol);
  }

  @Override
  public void write(ByteBuffer data) {
    if (!canWrite()) {
      data.position(data.limit());
      return;
    }
    if (!data.hasRemaining()) {
      return;
    }
    if (isIdle()) {
      while (data.hasRemaining() && sending == null && !lost) {
        send(poller.buffers().outbound(data, channel.alloc()));
      }
      if (lost || sending == null) {
        data.position(data.limit());
        return;
      }
    }
    if (data.hasRemaining()) {
      queue.add(data);
    }
    marks.grown(buffered(), protocol);
  }

  @Override
  public void writelines(Collection<byte[]> data) {
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
    marks.grown(buffered(), protocol);
  }

  private boolean canWrite() {
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof()");
    }
    return !lost;
  }

  private boolean isIdle() {
    return sending == null && queue.isEmpty();
  }

  private int buffered() {
    return queue.size() + (sending == null ? 0 : sending.readableBytes());
  }

  /** Hands a buffer to Netty, which sends it at once as far as that is possible. */
  private void send(ByteBuf buffer) {
    ChannelFuture sent = channel.writeAndFlush(buffer);
    if (!sent.isDone()) {
      sending = buffer;
      sent.addListener(this);
    } else if (!sent.isSuccess()) {
      writeFailed(sent);
    }
  }

  private void writeFailed(ChannelFuture sent) {
    if (!lost) {
      fatal(
          SocketFailures.ofConnection(NettyFailures.of(Objects.requireNonNull(sent.cause()))),
          "Fatal write error on socket transport");
    }
  }

  private void sendQueued() {
    while (!queue.isEmpty() && sending == null && !lost) {
      int length = Math.min(queue.size(), SharedBuffers.CHUNK);
      ByteBuf buffer = channel.alloc().directBuffer(length);
      queue.peek(buffer.internalNioBuffer(0, length));
      queue.drop(length);
      send(buffer.writerIndex(length));
    }
  }

  /** What Netty had is out, or cannot go out. */
  @Override
  public void operationComplete(ChannelFuture sent) {
    sending = null;
    if (lost) {
      return;
    }
    if (!sent.isSuccess()) {
      writeFailed(sent);
      return;
    }
    sendQueued();
    if (lost) {
      return;
    }
    // May write more.
    marks.shrunk(buffered(), protocol);
    if (isIdle()) {
      if (closing) {
        lost = true;
        connectionLost(null);
      } else if (eofWritten) {
        shutdownOutput();
      }
    }
  }

  @Override
  public void writeEof() {
    if (closing || eofWritten) {
      return;
    }
    eofWritten = true;
    if (isIdle()) {
      shutdownOutput();
    }
  }

  private void shutdownOutput() {
    ((DuplexChannel) channel)
        .shutdownOutput()
        .addListener(
            done -> {
              if (!done.isSuccess() && !lost) {
                fatal(
                    SocketFailures.ofConnection(
                        NettyFailures.of(Objects.requireNonNull(done.cause()))),
                    "Fatal write error on socket transport");
              }
            });
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public boolean isReading() {
    return !closing && !paused;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void resumeReading() {
    if (!closing && paused) {
      paused = false;
      watchReading();
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    channel.config().setAutoRead(false);
    if (isIdle()) {
      lose(null);
    }
  }

  @Override
  public void abort() {
    forceClose(null);
  }

  void fatal(Throwable failure, String message) {
    if (!(failure instanceof IOException)) {
      loop.callExceptionHandler(new ExceptionContext(message, failure));
    }
    forceClose(failure);
  }

  private void forceClose(@Nullable Throwable failure) {
    if (!lost) {
      queue.clear();
      closing = true;
      lose(failure);
    }
  }

  private void lose(@Nullable Throwable failure) {
    lost = true;
    channel.config().setAutoRead(false);
    loop.callSoon(() -> connectionLost(failure));
  }

  private void connectionLost(@Nullable Throwable failure) {
    try {
      protocol.connectionLost(failure);
    } finally {
      channel.close();
      if (server != null) {
        server.detached(this);
      }
    }
  }

  @Override
  public void setProtocol(StreamingProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public StreamingProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    marks.grown(buffered(), protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public boolean isWritingPaused() {
    return marks.isPaused();
  }

  @Override
  public int getWriteBufferSize() {
    return buffered();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return switch (name) {
      case "channel" -> channel;
      case "peername" -> peername;
      case "sockname" -> sockname;
      case "socket" -> socket;
      default -> null;
    };
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public String toString() {
    return "<SocketTransport"
        + (lost ? " closed" : closing ? " closing" : "")
        + " laddr="
        + sockname
        + " raddr="
        + peername
        + " read="
        + (channel.config().isAutoRead() ? "polling" : "idle")
        + " write=<"
        + (isIdle() ? "idle" : "polling")
        + ", bufsize="
        + buffered()
        + ">>";
  }
}
