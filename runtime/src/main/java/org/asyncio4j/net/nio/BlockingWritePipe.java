package org.asyncio4j.net.nio;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptibleChannel;
import java.nio.channels.WritableByteChannel;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.StreamingProtocol;

/**
 * The writing end of a pipe that only blocks: while there is something to write a thread does so,
 * one piece at a time.
 */
public final class BlockingWritePipe extends WritePipeTransport {
  private final EventLoop loop;
  private final OutputStream stream;
  private final Closeable pipe;

  // Confined to the loop's thread.
  private boolean writing;
  private boolean released;

  private BlockingWritePipe(
      EventLoop loop, Closeable pipe, OutputStream stream, StreamingProtocol protocol) {
    super(loop, pipe, protocol);
    this.loop = loop;
    this.stream = stream;
    this.pipe = pipe;
  }

  /**
   * Makes a transport of a stream. The protocol is told at the loop's next turn.
   *
   * @param loop whose it is
   * @param pipe what is written to; closed with the transport
   * @param protocol who is told
   * @return the transport
   */
  public static BlockingWritePipe open(
      EventLoop loop, OutputStream pipe, StreamingProtocol protocol) {
    return begun(new BlockingWritePipe(loop, pipe, pipe, protocol));
  }

  static BlockingWritePipe open(
      EventLoop loop, WritableByteChannel pipe, StreamingProtocol protocol) {
    OutputStream stream = java.nio.channels.Channels.newOutputStream(pipe);
    return begun(new BlockingWritePipe(loop, pipe, stream, protocol));
  }

  private static BlockingWritePipe begun(BlockingWritePipe transport) {
    transport.begin();
    return transport;
  }

  /** Notes from elsewhere that nobody reads any more. */
  public void noteReaderGone() {
    readerGone();
  }

  @Override
  void begun() {}

  /** Whether it would block nobody knows. */
  @Override
  void attempt(ByteBuffer data) {}

  @Override
  void startWriting() {
    if (!writing) {
      writing = true;
      ByteBuffer piece = queue().first();
      PipeThreads.execute(
          () -> write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining()));
    }
  }

  /** On a thread. */
  private void write(byte[] array, int offset, int length) {
    Runnable outcome;
    try {
      stream.write(array, offset, length);
      stream.flush();
      outcome = () -> wrote(length);
    } catch (IOException e) {
      outcome = () -> broken(e);
    } catch (RuntimeException e) {
      outcome = () -> broken(new IOException(e));
    }
    PipeThreads.post(loop, outcome);
  }

  private void wrote(int length) {
    if (back()) {
      written(length);
      if (!queue().isEmpty()) {
        startWriting();
      }
    }
  }

  private void broken(IOException failure) {
    if (back()) {
      // The JDK closes the pipe to a process that has ended.
      failed(
          "Stream closed".equalsIgnoreCase(failure.getMessage())
              ? new IOException("Broken pipe", failure)
              : failure);
    }
  }

  /** {@return whether what the thread has done is still of interest} */
  private boolean back() {
    writing = false;
    if (released) {
      PipeThreads.close(pipe);
    }
    return !isLost();
  }

  @Override
  void stopWriting() {}

  @Override
  boolean isPolling() {
    return writing;
  }

  /** A stream may have its writer's lock taken: the loop is not to wait for that. */
  @Override
  void release() {
    released = true;
    if (!writing || pipe instanceof InterruptibleChannel) {
      PipeThreads.close(pipe);
    }
  }
}
