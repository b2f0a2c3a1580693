package org.asyncio4j.net;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A transport that data goes to. Confined to the loop's thread. Mirrors {@code
 * asyncio.WriteTransport}.
 */
public interface WriteTransport extends BaseTransport {
  /**
   * The amounts of buffered data that writing is paused above and resumed below.
   *
   * @param low resume at or below so many bytes
   * @param high pause above so many bytes
   */
  record WriteBufferLimits(int low, int high) {}

  /**
   * Sets when {@link BaseProtocol#pauseWriting} and {@link BaseProtocol#resumeWriting} are called.
   *
   * @param high pause above so many bytes, 64 KiB by default; null for four times {@code low}
   * @param low resume at or below so many bytes; null for a quarter of {@code high}
   * @throws IllegalArgumentException unless {@code high >= low >= 0}
   */
  void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low);

  /** {@return what {@link #setWriteBufferLimits} has set} */
  WriteBufferLimits getWriteBufferLimits();

  /** {@return how many bytes were written and have not gone out yet} */
  int getWriteBufferSize();

  /**
   * Writes: as much as can go out at once does, the rest is copied and goes out later. Does not
   * wait; the array may be changed after the call. Ignored once the connection is lost.
   *
   * @param data what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  void write(byte[] data);

  /**
   * Writes what remains in a buffer, which has nothing remaining afterwards. See {@link
   * #write(byte[])}; a direct buffer is not copied as far as it can go out at once.
   *
   * @param data what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  void write(ByteBuffer data);

  /**
   * Writes pieces one after the other, in one go as far as possible.
   *
   * @param data what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  void writelines(Collection<byte[]> data);

  /**
   * Closes the sending direction once all that was written has gone out; receiving goes on. Does
   * nothing if that was done, or the transport is closing.
   *
   * @throws UnsupportedOperationException if {@link #canWriteEof} says so
   */
  void writeEof();

  /** {@return whether {@link #writeEof} can be called} */
  boolean canWriteEof();

  /**
   * Closes the transport at once: what has not gone out is lost; the protocol's {@code
   * connectionLost(null)} is called.
   */
  void abort();
}
