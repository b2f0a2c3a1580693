package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.StreamingProtocol;

/**
 * What an application writes to a {@link TlsProtocol}: encrypted as far as the connection wants.
 */
final class TlsOutgoing {
  /** asyncio's high water mark of TLS. */
  private static final int HIGH_WATER = 512 * 1024;

  private final TlsEngine engine;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;

  /** The connection wants no data now. */
  private boolean paused;

  TlsOutgoing(EventLoop loop, TlsEngine engine) {
    this.engine = engine;
    this.marks = new WaterMarks(loop);
    this.marks.set(HIGH_WATER, null);
  }

  WaterMarks marks() {
    return marks;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int size() {
    return queue.size();
  }

  void clear() {
    queue.clear();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /** Takes all that remains in a buffer, for later. */
  void keep(ByteBuffer data, StreamingProtocol application) {
    queue.add(data);
    marks.grown(queue.size(), application);
  }

  /** Sends what remains in a buffer, behind what waits, and keeps what cannot be sent now. */
  void write(ByteBuffer data, StreamingProtocol application) throws SSLException {
    if (queue.isEmpty()) {
      encrypt(data);
    }
    keep(data, application);
  }

  /** Until it is out, the connection has enough, or the engine takes no more. */
  private void encrypt(ByteBuffer data) throws SSLException {
    while (data.hasRemaining() && !paused && engine.wrap(data)) {
      // wrap has done it.
    }
  }

  /** Sends what waits, as far as the connection wants it. */
  void flush(StreamingProtocol application) throws SSLException {
    boolean taken = true;
    while (taken && !queue.isEmpty() && !paused) {
      ByteBuffer first = queue.first().duplicate();
      int size = first.remaining();
      encrypt(first);
      taken = first.remaining() < size;
      queue.drop(size - first.remaining());
    }
    if (engine.isClosed()) {
      // By the peer's close-notify of TLS 1.2, after which nothing may be sent.
      queue.clear();
    }
    marks.shrunk(queue.size(), application);
  }
}
