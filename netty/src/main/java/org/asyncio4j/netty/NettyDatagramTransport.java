package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.asyncio4j.net.WriteTransport.WriteBufferLimits;
import org.asyncio4j.net.nio.WaterMarks;
import org.jspecify.annotations.Nullable;

/** A datagram socket: the last handler of its channel's pipeline. Confined to the loop's thread. */
final class NettyDatagramTransport extends ChannelInboundHandlerAdapter
    implements DatagramTransport {
  /** No datagram is longer. */
  private static final int LONGEST = 64 * 1024;

  private final EventLoop loop;
  private final Channel channel;
  private final Sockets sockets;
  private final DatagramProtocol protocol;
  private final NettySocket socket;
  private final WaterMarks marks;
  private final @Nullable SocketAddress peername;
  private final @Nullable SocketAddress sockname;

  /** Bytes that Netty has not sent yet. */
  private int queued;

  private boolean closing;

  /** connectionLost is scheduled, or has been called. */
  private boolean lost;

  NettyDatagramTransport(NettyPoller poller, Channel channel, DatagramProtocol protocol) {
    this.loop = poller.loop();
    this.channel = channel;
    this.sockets = poller.sockets();
    this.protocol = protocol;
    this.socket = new NettySocket(poller.sockets(), channel);
    this.marks = new WaterMarks(loop);
    this.peername = socket.getpeername();
    this.sockname = socket.getsockname();
  }

  /** The protocol is told at the loop's next turn. */
  void begin(Future<Void> connected) {
    channel
        .config()
        .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST).maxMessagesPerRead(1));
    channel.pipeline().addLast(this);
    loop.callSoon(() -> protocol.connectionMade(this));
    loop.callSoon(this::watchReading);
    loop.callSoon(() -> settle(connected));
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  private void watchReading() {
    if (!closing) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    byte[] data;
    try {
      if (closing) {
        return;
      }
      ByteBuf content = packet.content();
      data = new byte[content.readableBytes()];
      content.readBytes(data);
    } finally {
      packet.release();
    }
    protocol.datagramReceived(data, Objects.requireNonNull(sockets.fromNetty(packet.sender())));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
    if (!(failure instanceof IOException)) {
      // What a protocol has thrown is the loop's to report.
      throw failure instanceof Exception e ? e : new IllegalStateException(failure);
    }
    if (!lost) {
      protocol.errorReceived(NettyFailures.of(failure));
    }
  }

  @Override
  public void sendto(byte[] data, @Nullable SocketAddress address) {
    if (peername != null && address != null && !address.equals(peername)) {
      throw new IllegalArgumentException("Invalid address: must be None or " + peername);
    }
    SocketAddress target = peername == null ? address : peername;
    if (target == null) {
      throw new IllegalArgumentException(
          "an address is required: the endpoint has no remote address");
    }
    if (lost) {
      return;
    }
    ByteBuf content = channel.alloc().directBuffer(Math.max(1, data.length)).writeBytes(data);
    ChannelFuture sent =
        channel.writeAndFlush(
            peername == null ? new DatagramPacket(content, (InetSocketAddress) target) : content);
    if (sent.isDone()) {
      tellFailure(sent);
      return;
    }
    queued += data.length;
    sent.addListener(done -> sent(sent, data.length));
    marks.grown(queued, protocol);
  }

  private void tellFailure(ChannelFuture sent) {
    if (!sent.isSuccess() && !lost) {
      protocol.errorReceived(NettyFailures.of(Objects.requireNonNull(sent.cause())));
    }
  }

  private void sent(ChannelFuture sent, int length) {
    queued -= length;
    if (lost) {
      return;
    }
    tellFailure(sent);
    marks.shrunk(queued, protocol);
    if (queued == 0 && closing && !lost) {
      lost = true;
      connectionLost();
    }
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    marks.grown(queued, protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public int getWriteBufferSize() {
    return queued;
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
    if (queued == 0) {
      lose();
    }
  }

  @Override
  public void abort() {
    if (!lost) {
      closing = true;
      channel.config().setAutoRead(false);
      lose();
    }
  }

  private void lose() {
    lost = true;
    loop.callSoon(this::connectionLost);
  }

  private void connectionLost() {
    try {
      protocol.connectionLost(null);
    } finally {
      channel.close();
    }
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
    return "<DatagramTransport"
        + (lost ? " closed" : closing ? " closing" : "")
        + " laddr="
        + sockname
        + " raddr="
        + peername
        + '>';
  }
}
