package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A part of a file on its way into a socket, by the system, without passing through the JVM. */
public final class FileTransfer {
  private final FileChannel file;
  private final long offset;
  private final long count;
  private long total;

  FileTransfer(FileChannel file, long offset, @Nullable Long count) {
    this.file = file;
    this.offset = offset;
    this.count = count == null ? Long.MAX_VALUE - offset : count;
  }

  static void check(long offset, @Nullable Long count) {
    if (count != null && count <= 0) {
      throw new IllegalArgumentException("count must be a positive integer (got " + count + ")");
    }
    if (offset < 0) {
      throw new IllegalArgumentException(
          "offset must be a non-negative integer (got " + offset + ")");
    }
  }

  /**
   * Sends what the socket takes now.
   *
   * @return whether that was the last of it
   */
  boolean go(WritableByteChannel socket) throws IOException {
    total += file.transferTo(offset + total, count - total, socket);
    return total == count || offset + total >= file.size();
  }

  long total() {
    return total;
  }

  /** {@return what is sent from} */
  public FileChannel file() {
    return file;
  }

  /** {@return where that begins, in bytes} */
  public long offset() {
    return offset;
  }

  /**
   * Returns how many bytes there are to send.
   *
   * @return zero if the file ends before
   * @throws IOException if the file is closed
   */
  public long available() throws IOException {
    return Math.min(count, Math.max(0, file.size() - offset));
  }

  /**
   * Notes what somebody else has sent.
   *
   * @param bytes from the beginning
   */
  public void sent(long bytes) {
    total = bytes;
  }

  /** Leaves the file's position behind what was sent. */
  void end() throws IOException {
    settle(file, offset, total);
  }

  static void settle(SeekableByteChannel file, long offset, long total) throws IOException {
    if (total > 0 && file.isOpen()) {
      file.position(offset + total);
    }
  }
}
