package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import org.asyncio4j.net.nio.TlsCodec;
import org.asyncio4j.net.nio.TlsProtocol;
import org.asyncio4j.net.nio.WaterMarks;
import org.jspecify.annotations.Nullable;

/**
 * TLS of Netty's handler, behind a {@link NettyTransport} in its pipeline: that hands on the
 * ciphertext it receives, in its turns, and what it writes passes through on its way out. This is
 * the last handler then, who is told of data in the clear. Confined to the loop's thread.
 */
final class NettyTls extends ChannelInboundHandlerAdapter implements TlsCodec {
  /** The peer's close-notify, among data. */
  private static final byte[] CLOSED = {};

  private final TlsProtocol tls;
  private final NettyTransport raw;
  private final Channel channel;
  private final TlsHandler handler;

  /** What had been decrypted when reading was paused. */
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(0);

  /** Netty is at work for {@link #received} or {@link #beginHandshake}, which throw what fails. */
  private boolean told;

  private @Nullable Throwable failure;

  NettyTls(TlsProtocol tls, NettyTransport raw, Channel channel) {
    this.tls = tls;
    this.raw = raw;
    this.channel = channel;
    this.handler = new TlsHandler(tls.engine());
  }

  @Override
  public void beginHandshake() throws IOException {
    raw.outgoing().beforeEncryption();
    marks().set(HIGH_WATER, null);
    told = true;
    try {
      // The first is to find the second when it is added, which begins the handshake.
      channel.pipeline().addLast(this);
      channel.pipeline().addBefore(channel.pipeline().context(this).name(), null, handler);
    } finally {
      told = false;
    }
    throwFailure();
  }

  @Override
  public void received(ByteBuffer ciphertext) throws IOException {
    told = true;
    try {
      deliverWaiting();
      if (ciphertext.hasRemaining()) {
        // The JDK's ciphers want an array; and a record that is not whole keeps it.
        ByteBuf copy = channel.alloc().heapBuffer(ciphertext.remaining()).writeBytes(ciphertext);
        handler.handle(copy);
      }
    } finally {
      told = false;
    }
    throwFailure();
  }

  private void throwFailure() throws IOException {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  // The pipeline tells.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    try {
      if (failure == null) {
        tell(data);
      }
    } finally {
      data.release();
    }
  }

  private void tell(ByteBuf data) {
    if (mustWait()) {
      byte[] copy = new byte[data.readableBytes()];
      data.readBytes(copy);
      waiting.add(copy);
    } else {
      tls.deliver(data.internalNioBuffer(data.readerIndex(), data.readableBytes()));
    }
  }

  private boolean mustWait() {
    return tls.isHeldUp() || !waiting.isEmpty();
  }

  private void deliverWaiting() {
    while (!waiting.isEmpty() && !tls.isHeldUp()) {
      byte[] next = waiting.remove();
      if (next == CLOSED) {
        tls.closedByPeer();
      } else {
        tls.deliver(ByteBuffer.wrap(next));
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (failure != null) {
      return;
    }
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        tls.handshakeFinished();
      } else {
        failed(Objects.requireNonNull(handshake.cause()));
      }
    } else if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
      if (mustWait()) {
        waiting.add(CLOSED);
      } else {
        tls.closedByPeer();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(
        cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
  }

  private void failed(Throwable cause) {
    if (!told) {
      tls.fail(cause);
    } else if (failure == null) {
      failure = cause;
    }
  }

  // The protocol asks.

  @Override
  public void write(ByteBuffer plaintext) {
    raw.write(plaintext);
  }

  /** Whether a write failed because nothing may be written any more. */
  boolean isEnded(Throwable cause) {
    return cause instanceof SslClosedEngineException;
  }

  /** The connection has nothing more to send. */
  void drained() {
    tls.flush();
  }

  /** The connection counts for the application, whose data it has. */
  @Override
  public void pauseWriting() {
    tls.application().pauseWriting();
  }

  @Override
  public void resumeWriting() {
    tls.application().resumeWriting();
  }

  /** The connection does so. */
  @Override
  public void flush() {}

  @Override
  public boolean isFlushed() {
    return raw.outgoing().isIdle();
  }

  @Override
  public void closeNotify() {
    raw.outgoing().await(handler.closeOutbound());
  }

  /** Netty's handler has done so. */
  @Override
  public void alert() {}

  @Override
  public void lost() {
    waiting.clear();
  }

  @Override
  public WaterMarks marks() {
    return raw.marks();
  }

  @Override
  public int buffered() {
    return raw.getWriteBufferSize();
  }
}
