package org.asyncio4j.net.nio;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of a pipe that only blocks: a thread reads one piece at a time, and none while
 * the transport is paused but the one that it had begun to read, which is kept.
 */
public final class BlockingReadPipe extends ReadPipeTransport {
  private static final int SIZE = 64 * 1024;

  private final EventLoop loop;
  private final InputStream stream;
  private final Closeable pipe;

  /** The thread's until it has told of it, then the loop's until that has been delivered. */
  private final byte[] buffer = new byte[SIZE];

  // Confined to the loop's thread.

  /** A thread reads, or what it has read is not delivered yet. */
  private boolean busy;

  /** What has come while the transport was paused. */
  private @Nullable Runnable held;

  private BlockingReadPipe(
      EventLoop loop, Closeable pipe, InputStream stream, StreamingProtocol protocol) {
    super(loop, pipe, protocol);
    this.loop = loop;
    this.stream = stream;
    this.pipe = pipe;
  }

  /**
   * Makes a transport of a stream. The protocol is told at the loop's next turn.
   *
   * @param loop whose it is
   * @param pipe what is read from; closed with the transport
   * @param protocol who is told
   * @return the transport
   */
  public static BlockingReadPipe open(
      EventLoop loop, InputStream pipe, StreamingProtocol protocol) {
    return begun(new BlockingReadPipe(loop, pipe, pipe, protocol));
  }

  static BlockingReadPipe open(
      EventLoop loop, ReadableByteChannel pipe, StreamingProtocol protocol) {
    InputStream stream = java.nio.channels.Channels.newInputStream(pipe);
    return begun(new BlockingReadPipe(loop, pipe, stream, protocol));
  }

  private static BlockingReadPipe begun(BlockingReadPipe transport) {
    transport.begin();
    return transport;
  }

  @Override
  void startReading() {
    Runnable waiting = held;
    if (waiting != null) {
      held = null;
      loop.callSoon(() -> come(waiting));
    } else if (!busy) {
      busy = true;
      PipeThreads.execute(this::read);
    }
  }

  /** On a thread. */
  private void read() {
    Runnable delivery;
    try {
      int count = stream.read(buffer);
      delivery = count < 0 ? this::ended : () -> received(ByteBuffer.wrap(buffer, 0, count));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      delivery = () -> failed(t);
    }
    Runnable happened = delivery;
    PipeThreads.post(loop, () -> come(happened));
  }

  private void come(Runnable delivery) {
    if (isReading()) {
      busy = false;
      try {
        delivery.run();
      } finally {
        if (isReading()) {
          startReading();
        }
      }
    } else if (!isClosing()) {
      held = delivery;
    }
  }

  @Override
  void stopReading() {}

  @Override
  boolean isPolling() {
    return isReading();
  }

  /** A stream may have its reader's lock taken: the loop is not to wait for that. */
  @Override
  void release() {
    if (busy && held == null) {
      PipeThreads.execute(() -> PipeThreads.close(pipe));
    } else {
      PipeThreads.close(pipe);
    }
  }
}
