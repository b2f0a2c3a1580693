package org.asyncio4j.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.FlowControl;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.WriteTransport;
import org.asyncio4j.net.nio.WaterMarks;
import org.jspecify.annotations.Nullable;

/** Takes what is to go to a pipe, and has a thread write it, one piece at a time. */
final class PipeWriter implements WriteTransport {
  private final EventLoop loop;
  private final OutputStream pipe;
  private final Flow protocol;
  private final WaterMarks marks;

  // Confined to the loop's thread.
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private int size;
  private boolean writing;
  private boolean closing;
  private boolean lost;

  private static final class Flow extends FlowControl {
    Flow(EventLoop loop) {
      super(loop);
    }
  }

  PipeWriter(EventLoop loop, OutputStream pipe) {
    this.loop = loop;
    this.pipe = pipe;
    this.protocol = new Flow(loop);
    this.marks = new WaterMarks(loop);
  }

  StreamWriter stream() {
    return new StreamWriter(this, protocol, null, loop);
  }

  @Override
  public void write(byte[] data) {
    if (closing || data.length == 0) {
      return;
    }
    queue.add(data.clone());
    size += data.length;
    if (!writing) {
      writeNext();
    }
    marks.grown(size, protocol);
  }

  @Override
  public void write(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    write(bytes);
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    data.forEach(this::write);
  }

  private void writeNext() {
    byte[] piece = queue.poll();
    if (piece == null) {
      if (closing) {
        lose(null);
      }
      return;
    }
    writing = true;
    PipeThreads.POOL.execute(() -> write(pipe, piece));
  }

  private void write(OutputStream target, byte[] piece) {
    try {
      target.write(piece);
      target.flush();
      PipeThreads.post(loop, () -> written(piece.length));
    } catch (IOException e) {
      PipeThreads.post(loop, this::broken);
    }
  }

  private void written(int count) {
    writing = false;
    size -= count;
    if (lost) {
      closePipe();
      return;
    }
    marks.shrunk(size, protocol);
    if (!writing) {
      writeNext();
    }
  }

  /** Nobody reads any more: the process has closed its end, or is gone. */
  void broken() {
    writing = false;
    lose(new SocketException("Broken pipe"));
  }

  private void lose(@Nullable Throwable failure) {
    if (lost) {
      return;
    }
    lost = true;
    closing = true;
    queue.clear();
    size = 0;
    if (!writing) {
      closePipe();
    }
    loop.callSoon(() -> protocol.connectionLost(failure));
  }

  @SuppressWarnings("EmptyCatch")
  private void closePipe() {
    try {
      pipe.close();
    } catch (IOException e) {
      // All that was to be written has been flushed, or does not matter any more.
    }
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      if (!writing) {
        writeNext();
      }
    }
  }

  @Override
  public void writeEof() {
    close();
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public void abort() {
    lose(null);
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    marks.grown(size, protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public int getWriteBufferSize() {
    return size;
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return name.equals("pipe") ? pipe : null;
  }

  /** {@return {@code <PipeWriter bufsize=0>}} */
  @Override
  public String toString() {
    return "<PipeWriter " + (closing ? "closing " : "") + "bufsize=" + size + '>';
  }
}
