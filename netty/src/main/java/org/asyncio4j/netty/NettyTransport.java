package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.nio.FileSender;
import org.asyncio4j.net.nio.FileTransfer;
import org.asyncio4j.net.nio.FlowControlled;
import org.asyncio4j.net.nio.SocketFailures;
import org.asyncio4j.net.nio.SocketServer;
import org.asyncio4j.net.nio.TlsCapable;
import org.asyncio4j.net.nio.TlsCodec;
import org.asyncio4j.net.nio.TlsProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a channel, TCP or Unix-domain: the last handler of its pipeline. Confined to
 * the loop's thread.
 */
final class NettyTransport extends ChannelInboundHandlerAdapter
    implements FileSender, FlowControlled, TlsCapable {
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
  private final NettyOutgoing outgoing;
  private final @Nullable Object peername;
  private final @Nullable Object sockname;
  private StreamingProtocol protocol;

  /** Null as long as nothing is encrypted. */
  private @Nullable NettyTls tls;

  private boolean closing;
  private boolean lost;
  private boolean paused;

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
    this.outgoing = new NettyOutgoing(this, poller, channel);
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

  /** Of no interest to whoever decrypts, who is told by {@link NettyTls#received}. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {}

  /** Whether what has come is to be delivered now. */
  boolean wantsData() {
    return !closing && !paused;
  }

  /** Whether nothing more is to be delivered at all. */
  boolean isDeaf() {
    return closing;
  }

  boolean isLost() {
    return lost;
  }

  NettyOutgoing outgoing() {
    return outgoing;
  }

  @Override
  public TlsCodec encrypt(TlsProtocol protocolOfTls) {
    NettyTls codec = new NettyTls(protocolOfTls, this, channel);
    tls = codec;
    return codec;
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
    outgoing.write(data);
  }

  @Override
  public void write(ByteBuffer data) {
    outgoing.write(data);
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    outgoing.writelines(data);
  }

  /** What was written, or is to say that nothing more will be, cannot go out. */
  void writeFailed(Throwable cause) {
    if (lost) {
      return;
    }
    if (tls != null && tls.isEnded(cause)) {
      outgoing.clear();
    } else {
      fatal(
          SocketFailures.ofConnection(NettyFailures.of(cause)),
          "Fatal write error on socket transport");
    }
  }

  /** All that was written is out. */
  void drained() {
    if (closing) {
      lost = true;
      connectionLost(null);
    } else if (tls != null) {
      tls.drained();
    }
  }

  @Override
  public void writeEof() {
    if (!closing) {
      outgoing.writeEof();
    }
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
    if (outgoing.isEmpty()) {
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
      outgoing.clear();
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
    outgoing.lost(failure);
    try {
      protocol.connectionLost(failure);
    } finally {
      channel.close();
      if (server != null) {
        server.detached(this);
      }
    }
  }

  /** Who encrypts has nothing to do with files. */
  @Override
  public boolean sendsFiles() {
    return tls == null && poller.sockets().sendsFiles();
  }

  @Override
  public Future<Void> transfer(FileTransfer file) {
    return outgoing.transfer(file);
  }

  @Override
  public void endTransfer(FileTransfer file) {
    outgoing.endTransfer(file);
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
    outgoing.marks().set(high, low);
    outgoing.checkMarks();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return outgoing.marks().get();
  }

  @Override
  public boolean isWritingPaused() {
    return outgoing.marks().isPaused();
  }

  @Override
  public int getWriteBufferSize() {
    return outgoing.buffered();
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
        + ' '
        + outgoing
        + '>';
  }
}
