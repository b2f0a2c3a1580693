package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The mechanics of an {@link SSLEngine}: records in, records out, and its own wishes between. What
 * it wants computed is computed at once, on the loop's thread, as OpenSSL does under asyncio.
 */
final class TlsEngine {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** So many records go out in one write. */
  private static final int RECORDS = 4;

  private final Kernel kernel;
  private final SSLEngine engine;
  private final Consumer<ByteBuffer> output;

  /** Ciphertext that is no whole record yet. */
  private ByteBuffer rest = NOTHING;

  private boolean handshakeFinished;

  /**
   * Makes an engine.
   *
   * @param output takes ciphertext, before it returns
   */
  TlsEngine(Kernel kernel, SSLEngine engine, Consumer<ByteBuffer> output) {
    this.kernel = kernel;
    this.engine = engine;
    this.output = output;
  }

  boolean isHandshakeFinished() {
    return handshakeFinished;
  }

  /** Whether it encrypts nothing any more. */
  boolean isClosed() {
    return engine.isOutboundDone();
  }

  void beginHandshake() throws SSLException {
    engine.beginHandshake();
    goOn();
  }

  /**
   * Takes ciphertext.
   *
   * @param data what has come; null to look again at what is left of earlier data
   * @param plaintext told of each piece of data in the clear; false to have no more for now
   * @return whether the peer has closed its direction
   */
  boolean feed(ByteBuffer data, PlaintextSink plaintext) throws SSLException {
    ByteBuffer source = data;
    if (rest.hasRemaining()) {
      source = ByteBuffer.allocate(rest.remaining() + data.remaining());
      source.put(rest).put(data).flip();
      rest = NOTHING;
    }
    boolean closed = unwrapAll(source, plaintext);
    if (source.hasRemaining() && !closed) {
      if (source == data) {
        rest = ByteBuffer.allocate(source.remaining());
        rest.put(source).flip();
      } else {
        rest = source;
      }
    }
    return closed;
  }

  /** Is told of data in the clear. */
  @FunctionalInterface
  interface PlaintextSink {
    /** {@return whether there may be more} */
    boolean take(ByteBuffer data) throws SSLException;
  }

  private boolean unwrapAll(ByteBuffer source, PlaintextSink plaintext) throws SSLException {
    for (; ; ) {
      SSLEngineResult result;
      boolean wanted;
      boolean more;
      ByteBuffer target = kernel.plaintext().take(engine.getSession().getApplicationBufferSize());
      try {
        result = engine.unwrap(source, target);
        note(result);
        wanted = goOn();
        more = plaintext.take(target.flip());
      } finally {
        kernel.plaintext().give(target);
      }
      if (result.getStatus() == Status.CLOSED) {
        return true;
      }
      boolean stuck =
          result.getStatus() == Status.BUFFER_UNDERFLOW
              || (result.bytesConsumed() == 0
                  && result.bytesProduced() == 0
                  && result.getStatus() == Status.OK);
      if (!more || (stuck && !wanted) || (!source.hasRemaining() && !wanted)) {
        return false;
      }
    }
  }

  private void note(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      handshakeFinished = true;
    }
  }

  /**
   * Does what the engine wants before it can take more.
   *
   * @return whether it wanted anything
   */
  private boolean goOn() throws SSLException {
    boolean wanted = false;
    for (; ; ) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK:
          Runnable task = engine.getDelegatedTask();
          while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
          }
          break;
        case NEED_WRAP:
          if (!wrap(NOTHING)) {
            return wanted;
          }
          break;
        default:
          return wanted;
      }
      wanted = true;
    }
  }

  /**
   * Encrypts and hands on some of what remains in a buffer, a few records at most; with nothing
   * remaining, what the engine itself has to say.
   *
   * @return whether anything went out
   */
  boolean wrap(ByteBuffer plaintext) throws SSLException {
    int packet = engine.getSession().getPacketBufferSize();
    ByteBuffer target = kernel.ciphertext().take(RECORDS * packet);
    try {
      SSLEngineResult result;
      do {
        result = engine.wrap(plaintext, target);
        note(result);
      } while (result.getStatus() == Status.OK
          && plaintext.hasRemaining()
          && target.remaining() >= packet);
      boolean any = target.position() > 0;
      if (any) {
        output.accept(target.flip());
      }
      return any;
    } finally {
      kernel.ciphertext().give(target);
    }
  }

  /** Says that nothing more will be written. */
  void close() throws SSLException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      if (!wrap(NOTHING)) {
        return;
      }
    }
  }
}
