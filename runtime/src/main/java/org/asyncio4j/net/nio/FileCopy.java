package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Sends a part of a file that the system cannot send: read block by block on another thread. The
 * next block is read when the last one has gone.
 */
abstract class FileCopy extends Coroutine<Long> {
  private final EventLoop loop;
  private final SeekableByteChannel file;
  private final long offset;
  private final long count;
  private final ByteBuffer block;
  private boolean begun;
  private boolean reading;
  private long total;

  FileCopy(
      EventLoop loop, SeekableByteChannel file, long offset, @Nullable Long count, int blockSize) {
    this.loop = loop;
    this.file = file;
    this.offset = offset;
    this.count = count == null ? Long.MAX_VALUE : count;
    this.block = ByteBuffer.allocate((int) Math.min(this.count, blockSize));
  }

  /** Called once, before anything is read. */
  void begin() {}

  /** What ends when a block has gone as far as the next may be read. */
  abstract Awaitable<?> send(ByteBuffer data) throws IOException;

  /** Called once, at the end. */
  void end() {}

  @Override
  protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Object outcome = value;
    try {
      if (failure != null) {
        throw failure;
      }
      while (outcome != SUSPENDED) {
        if (!begun) {
          begun = true;
          begin();
          file.position(offset);
          outcome = read();
        } else if (reading) {
          if (outcome == null || (Integer) outcome <= 0) {
            break;
          }
          reading = false;
          outcome = await(send(block.flip()));
        } else {
          total += block.limit();
          if (total == count) {
            break;
          }
          outcome = read();
        }
      }
    } catch (Throwable t) {
      settle();
      throw t;
    }
    if (outcome == SUSPENDED) {
      return SUSPENDED;
    }
    settle();
    return total;
  }

  private @Nullable Object read() throws Throwable {
    reading = true;
    block.clear().limit((int) Math.min(block.capacity(), count - total));
    return await(loop.runInExecutor(null, () -> file.read(block)));
  }

  private void settle() throws IOException {
    try {
      FileTransfer.settle(file, offset, total);
    } finally {
      end();
    }
  }
}
