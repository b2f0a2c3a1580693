package org.asyncio4j.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.SocketException;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.nio.SocketInfo;
import org.asyncio4j.net.nio.SocketServer;
import org.asyncio4j.net.nio.StreamTransport;
import org.asyncio4j.net.nio.TlsCapable;
import org.asyncio4j.net.nio.TlsCodec;
import org.asyncio4j.net.nio.TlsProtocol;
import org.jspecify.annotations.Nullable;

/** A connection over a channel, TCP or Unix-domain. Confined to the loop's thread. */
final class NettyTransport extends StreamTransport implements TlsCapable {
  private final NettyPoller poller;
  private final Channel channel;
  private final Inbox inbox;
  private final NettyOutgoing outgoing;

  /** Null as long as nothing is encrypted. */
  private @Nullable NettyTls tls;

  /**
   * Makes a transport of a registered channel. The protocol is told at the loop's next turn.
   *
   * @param connected set once it has been told; null if nobody waits
   */
  NettyTransport(
      NettyPoller poller,
      Channel channel,
      StreamingProtocol protocol,
      @Nullable SocketServer server,
      @Nullable Future<Void> connected) {
    super(
        poller.loop(),
        new SocketInfo(new NettySocket(poller.sockets(), channel)),
        protocol,
        server);
    this.poller = poller;
    this.channel = channel;
    this.inbox = new Inbox(this, poller);
    this.outgoing = new NettyOutgoing(this, poller, channel);
    channel.config().setRecvByteBufAllocator(inbox);
    NettyChannels.set(channel, ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (info().isInternet()) {
      NettyChannels.set(channel, ChannelOption.TCP_NODELAY, true);
    }
    channel.pipeline().addLast(inbox);
    begin(connected);
  }

  @Override
  protected NettyOutgoing outgoing() {
    return outgoing;
  }

  @Override
  public TlsCodec encrypt(TlsProtocol protocolOfTls) {
    NettyTls codec = new NettyTls(protocolOfTls, this, channel);
    tls = codec;
    return codec;
  }

  /** The channel is closed, by whomever. */
  void channelClosed() {
    forceClose(new SocketException("Connection lost"));
  }

  /** What was written, or is to say that nothing more will be, cannot go out. */
  void sendFailed(Throwable cause) {
    if (isLost()) {
      return;
    }
    if (tls != null && tls.isEnded(cause)) {
      discard();
    } else {
      writeFailed(NettyFailures.of(cause));
    }
  }

  @Override
  protected void drained() {
    super.drained();
    if (tls != null) {
      tls.drained();
    }
  }

  @Override
  protected void startReading() {
    if (channel.isOpen()) {
      inbox.resume();
      channel.config().setAutoRead(true);
    }
  }

  @Override
  protected void stopReading() {
    channel.config().setAutoRead(false);
  }

  /** Netty waits by itself. */
  @Override
  protected void stopWriting() {}

  @Override
  protected boolean isPolling() {
    return channel.config().isAutoRead();
  }

  /** Who encrypts has nothing to do with files. */
  @Override
  public boolean sendsFiles() {
    return tls == null && poller.sockets().sendsFiles();
  }

  @Override
  protected void closeSocket() {
    channel.close();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return name.equals("channel") ? channel : super.getExtraInfo(name);
  }
}
