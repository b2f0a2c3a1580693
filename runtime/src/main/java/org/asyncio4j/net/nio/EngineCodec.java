package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;

/** Encrypts over any connection: what is written as far as the connection wants it. */
final class EngineCodec implements TlsCodec {
  private final TlsProtocol tls;
  private final Transport raw;
  private final TlsEngine engine;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;

  /** The connection wants no data now. */
  private boolean paused;

  EngineCodec(Kernel kernel, TlsProtocol tls, Transport raw) {
    this.tls = tls;
    this.raw = raw;
    this.engine = new TlsEngine(kernel, tls.engine(), raw::write);
    this.marks = new WaterMarks(kernel.loop());
    this.marks.set(HIGH_WATER, null);
  }

  private StreamingProtocol application() {
    return tls.application();
  }

  @Override
  public void beginHandshake() throws SSLException {
    engine.beginHandshake();
  }

  @Override
  public void received(ByteBuffer ciphertext) throws SSLException {
    boolean closed = engine.feed(ciphertext, this::take);
    checkHandshake();
    if (!queue.isEmpty()) {
      // While the peer negotiates anew the engine encrypts nothing.
      tls.flush();
    }
    if (closed) {
      tls.closedByPeer();
    }
  }

  private boolean take(ByteBuffer plaintext) {
    checkHandshake();
    return tls.deliver(plaintext);
  }

  private void checkHandshake() {
    if (engine.isHandshakeFinished()) {
      tls.handshakeFinished();
    }
  }

  @Override
  public void write(ByteBuffer plaintext) throws SSLException {
    if (queue.isEmpty()) {
      encrypt(plaintext);
    }
    queue.add(plaintext);
    marks.grown(queue.size(), application());
  }

  /** Until it is out, the connection has enough, or the engine takes no more. */
  private void encrypt(ByteBuffer data) throws SSLException {
    while (data.hasRemaining() && !paused && engine.wrap(data)) {
      // wrap has done it.
    }
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    tls.flush();
  }

  @Override
  public void flush() throws SSLException {
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
    marks.shrunk(queue.size(), application());
  }

  @Override
  public boolean isFlushed() {
    return queue.isEmpty();
  }

  @Override
  public void closeNotify() throws SSLException {
    engine.close();
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public void alert() {
    try {
      engine.wrap(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException e) {
      // There is a failure already.
    }
  }

  @Override
  public void lost() {
    queue.clear();
  }

  @Override
  public WaterMarks marks() {
    return marks;
  }

  @Override
  public int buffered() {
    return queue.size() + raw.getWriteBufferSize();
  }
}
