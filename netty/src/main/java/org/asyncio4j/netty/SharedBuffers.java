package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers that all sockets of a loop share: each is emptied before the next is filled, so
 * that receiving and sending allocate nothing. Confined to the loop's thread.
 */
final class SharedBuffers {
  /** asyncio's bound of one read. */
  static final int INBOUND = 256 * 1024;

  /** Up to so much goes out through the shared buffer. */
  private static final int OUTBOUND = 16 * 1024;

  /** So much at most goes out in one write. */
  static final int CHUNK = 128 * 1024;

  private @Nullable ByteBuf inbound;
  private @Nullable ByteBuf outbound;

  /** An empty buffer to receive in, to be released once. */
  ByteBuf inbound() {
    ByteBuf buffer = inbound;
    if (buffer == null || buffer.refCnt() > 1) {
      buffer = renewed(buffer, INBOUND);
      inbound = buffer;
    }
    return buffer.clear().retain();
  }

  /** A buffer of some bytes to send, to be released once. */
  ByteBuf outbound(byte[] data, int from, int length, ByteBufAllocator allocator) {
    return (length <= OUTBOUND ? outbound() : allocator.directBuffer(length))
        .writeBytes(data, from, length);
  }

  /** A buffer of what a buffer has remaining, up to {@link #CHUNK}; to be released once. */
  ByteBuf outbound(ByteBuffer data, ByteBufAllocator allocator) {
    int length = Math.min(data.remaining(), CHUNK);
    ByteBuf buffer = length <= OUTBOUND ? outbound() : allocator.directBuffer(length);
    ByteBuffer part = data.duplicate();
    part.limit(part.position() + length);
    data.position(data.position() + length);
    return buffer.writeBytes(part);
  }

  private ByteBuf outbound() {
    ByteBuf buffer = outbound;
    if (buffer == null || buffer.refCnt() > 1) {
      buffer = renewed(buffer, OUTBOUND);
      outbound = buffer;
    }
    return buffer.clear().retain();
  }

  /** One that a socket still holds is left to it. */
  private static ByteBuf renewed(@Nullable ByteBuf held, int size) {
    if (held != null) {
      held.release();
    }
    return Unpooled.directBuffer(size, size);
  }

  void close() {
    if (inbound != null) {
      inbound.release();
      inbound = null;
    }
    if (outbound != null) {
      outbound.release();
      outbound = null;
    }
  }
}
