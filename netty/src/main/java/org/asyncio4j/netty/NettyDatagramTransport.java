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
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.nio.AbstractDatagramTransport;
import org.asyncio4j.net.nio.SocketInfo;
import org.jspecify.annotations.Nullable;

/** A datagram socket on a channel. Confined to the loop's thread. */
final class NettyDatagramTransport extends AbstractDatagramTransport {
  /** No datagram is longer. */
  private static final int LONGEST = 64 * 1024;

  private final Channel channel;
  private final Sockets sockets;

  /** Datagrams that Netty has not sent yet. */
  private int waiting;

  /** Makes a transport of a registered channel. The protocol is told at the loop's next turn. */
  NettyDatagramTransport(
      NettyPoller poller, Channel channel, DatagramProtocol protocol, Future<Void> connected) {
    super(poller.loop(), new SocketInfo(new NettySocket(poller.sockets(), channel)), protocol);
    this.channel = channel;
    this.sockets = poller.sockets();
    channel
        .config()
        .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST).maxMessagesPerRead(1));
    channel.pipeline().addLast(new Receiver());
    begin(connected);
  }

  /** The last handler of the channel's pipeline. */
  private final class Receiver extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket packet = (DatagramPacket) message;
      byte[] data;
      try {
        if (isClosing()) {
          return;
        }
        ByteBuf content = packet.content();
        data = new byte[content.readableBytes()];
        content.readBytes(data);
      } finally {
        packet.release();
      }
      protocol().datagramReceived(data, Objects.requireNonNull(sockets.fromNetty(packet.sender())));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
      if (!(failure instanceof IOException)) {
        // What a protocol has thrown is the loop's to report.
        throw failure instanceof Exception e ? e : new IllegalStateException(failure);
      }
      tell(failure);
    }
  }

  private void tell(@Nullable Throwable failure) {
    if (!isLost()) {
      protocol().errorReceived(NettyFailures.of(Objects.requireNonNull(failure)));
    }
  }

  @Override
  protected void send(byte[] data, SocketAddress target) {
    ByteBuf content = channel.alloc().directBuffer(Math.max(1, data.length)).writeBytes(data);
    ChannelFuture sent =
        channel.writeAndFlush(
            info().peername() == null
                ? new DatagramPacket(content, (InetSocketAddress) target)
                : content);
    if (!sent.isDone()) {
      waiting++;
      sent.addListener(done -> sent(sent, data.length));
      queued(data.length);
    } else if (!sent.isSuccess()) {
      tell(sent.cause());
    }
  }

  private void sent(ChannelFuture sent, int length) {
    waiting--;
    dequeued(length);
    if (!sent.isSuccess()) {
      tell(sent.cause());
    }
    if (!isLost()) {
      shrunk();
    }
  }

  @Override
  protected boolean isIdle() {
    return waiting == 0;
  }

  /** Netty does so when the channel is closed. */
  @Override
  protected void discard() {}

  @Override
  protected void startReading() {
    channel.config().setAutoRead(true);
  }

  @Override
  protected void stopReading() {
    channel.config().setAutoRead(false);
  }

  /** Netty waits by itself. */
  @Override
  protected void stopWriting() {}

  @Override
  protected void release() {
    channel.close();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return name.equals("channel") ? channel : super.getExtraInfo(name);
  }
}
