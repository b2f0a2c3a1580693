package org.asyncio4j.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.ReadTransport;
import org.asyncio4j.net.StreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pipe on a thread, and feeds a stream on the loop: one piece at a time, the next when the
 * stream has taken the last one and has room.
 */
final class PipeReader implements ReadTransport {
  private static final int SIZE = 64 * 1024;

  private final EventLoop loop;
  private final InputStream pipe;
  private final StreamReader stream;

  /** The thread waits for it between two pieces. */
  private final Semaphore wanted = new Semaphore(0);

  // Confined to the loop's thread.
  private boolean paused;

  /** A piece has been fed while paused: the thread waits. */
  private boolean owing;

  private boolean closing;

  private PipeReader(EventLoop loop, InputStream pipe, StreamReader stream) {
    this.loop = loop;
    this.pipe = pipe;
    this.stream = stream;
  }

  /** {@return a stream of what comes from a pipe} */
  static StreamReader stream(EventLoop loop, InputStream pipe, int limit) {
    StreamReader stream = new StreamReader(limit, loop);
    PipeReader reader = new PipeReader(loop, pipe, stream);
    stream.setTransport(reader);
    PipeThreads.POOL.execute(reader::readAll);
    return stream;
  }

  private void readAll() {
    byte[] buffer = new byte[SIZE];
    try (pipe) {
      for (int count = pipe.read(buffer); count >= 0; count = pipe.read(buffer)) {
        byte[] piece = Arrays.copyOf(buffer, count);
        if (!PipeThreads.post(loop, () -> feed(piece)) || !awaitWanted()) {
          return;
        }
      }
      PipeThreads.post(loop, stream::feedEof);
    } catch (IOException e) {
      PipeThreads.post(loop, () -> stream.setException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return whether there is anybody left to read for} */
  private boolean awaitWanted() throws InterruptedException {
    while (!wanted.tryAcquire(1, TimeUnit.SECONDS)) {
      if (loop.isClosed()) {
        return false;
      }
    }
    return true;
  }

  private void feed(byte[] piece) {
    if (!closing) {
      stream.feedData(piece);
    }
    if (paused) {
      owing = true;
    } else {
      wanted.release();
    }
  }

  @Override
  public boolean isReading() {
    return !paused && !closing;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
    }
  }

  @Override
  public void resumeReading() {
    if (paused && !closing) {
      goOn();
    }
  }

  private void goOn() {
    paused = false;
    if (owing) {
      owing = false;
      wanted.release();
    }
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return name.equals("pipe") ? pipe : null;
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  /** What still comes is read and dropped, so that the process does not block. */
  @Override
  public void close() {
    if (!closing) {
      closing = true;
      goOn();
    }
  }

  /** {@return {@code <PipeReader polling>}} */
  @Override
  public String toString() {
    return "<PipeReader " + (closing ? "closed" : paused ? "idle" : "polling") + '>';
  }
}
