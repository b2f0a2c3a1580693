package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Netty's TLS, which leaves to others how long things may take and when the channel is closed, and
 * has the engine answer what is no TLS.
 */
final class TlsHandler extends SslHandler {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Content type, version, and the length of what follows. */
  private static final int HEADER = 5;

  private static final int LENGTH_AT = 3;

  private @Nullable ChannelHandlerContext context;

  TlsHandler(SSLEngine engine) {
    super(engine);
    setHandshakeTimeoutMillis(0);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  /** Takes ciphertext that has not come through the pipeline. */
  void handle(ByteBuf ciphertext) {
    ChannelHandlerContext own = Objects.requireNonNull(context);
    try {
      channelRead(own, ciphertext);
      channelReadComplete(own);
    } catch (Exception e) {
      own.fireExceptionCaught(e);
    }
  }

  /** Without close-notify, which was sent before, or is not to be. */
  @Override
  public void close(ChannelHandlerContext own, ChannelPromise promise) {
    own.close(promise);
  }

  /**
   * Netty would refuse without an alert what is no record, and wait for all of one that is longer
   * than any.
   */
  @Override
  protected void decode(ChannelHandlerContext own, ByteBuf in, List<Object> out)
      throws SSLException {
    if (in.readableBytes() >= HEADER && isSuspect(in)) {
      try {
        engine().unwrap(in.nioBuffer(), NOTHING);
      } catch (SSLException e) {
        in.skipBytes(in.readableBytes());
        alert(own);
        throw e;
      }
    }
    super.decode(own, in, out);
  }

  private boolean isSuspect(ByteBuf in) {
    if (!isEncrypted(in, true)) {
      return true;
    }
    int length = HEADER + in.getUnsignedShort(in.readerIndex() + LENGTH_AT);
    return length > in.readableBytes() && length > engine().getSession().getPacketBufferSize();
  }

  private void alert(ChannelHandlerContext own) throws SSLException {
    ByteBuffer record = ByteBuffer.allocate(engine().getSession().getPacketBufferSize());
    engine().wrap(NOTHING, record);
    own.writeAndFlush(Unpooled.wrappedBuffer(record.flip()));
  }
}
