package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.TimerHandle;
import org.asyncio4j.net.ByteSink;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * TLS between a connection and the protocol of an application: a protocol of the one, which gives a
 * {@link TlsTransport} to the other. How a connection comes about and how it ends; what encrypts is
 * a {@link TlsCodec}. Confined to the loop's thread.
 */
public final class TlsProtocol implements Protocol, ByteSink {
  // States:
  //
  //   from          to           by
  //   HANDSHAKING   OPEN         the handshake is over
  //   HANDSHAKING   LOST         close, abort, a failure, the peer's end of file, the timeout
  //   OPEN          FLUSHING     close; the peer's close-notify or end of file
  //   FLUSHING      NOTIFIED     all that was written, and our close-notify, has gone on
  //   NOTIFIED      LOST         the peer's close-notify or end of file, the timeout
  //   any           LOST         abort, a failure, the connection is lost
  private enum State {
    HANDSHAKING,
    OPEN,
    FLUSHING,
    NOTIFIED,
    LOST
  }

  private final Kernel kernel;
  private final SSLEngine engine;
  private final SSLContext context;
  private final TlsOptions options;
  private final Future<Void> ready;
  private final TlsTransport transport;
  private StreamingProtocol application;
  private State state = State.HANDSHAKING;

  /** Whether the application knows that it is connected, so is to know when it is not any more. */
  private boolean connected;

  private boolean eofTold;

  /** The application wants no data now. */
  private boolean readingPaused;

  /** The peer has closed its direction, with close-notify or without. */
  private boolean peerClosed;

  private @Nullable Transport raw;
  private @Nullable TlsCodec codec;
  private @Nullable Throwable failure;
  private @Nullable TimerHandle timer;

  private TlsProtocol(
      Kernel kernel,
      StreamingProtocol application,
      SSLContext context,
      TlsOptions options,
      String host,
      Future<Void> ready) {
    this.kernel = kernel;
    this.application = application;
    this.context = context;
    this.options = options;
    this.ready = ready;
    this.transport = new TlsTransport(this);
    this.engine = SslEngines.of(context, options, host);
  }

  /**
   * Makes one end of a new connection.
   *
   * @param host the peer's name, to check its certificate with; empty for a server's end
   * @param ready done after the handshake, or failed
   */
  static TlsProtocol of(
      Kernel kernel,
      StreamingProtocol application,
      SSLContext context,
      TlsOptions options,
      String host,
      Future<Void> ready) {
    return new TlsProtocol(kernel, application, context, options, host, ready);
  }

  /** Makes one end of a connection that the application knows already. */
  static TlsProtocol upgrade(
      Kernel kernel,
      StreamingProtocol application,
      SSLContext context,
      TlsOptions options,
      Future<Void> ready) {
    TlsProtocol tls = new TlsProtocol(kernel, application, context, options, "", ready);
    tls.connected = true;
    return tls;
  }

  /** What the application writes to. */
  Transport transport() {
    return transport;
  }

  private Transport raw() {
    return Objects.requireNonNull(raw);
  }

  private TlsCodec codec() {
    return Objects.requireNonNull(codec);
  }

  // The connection tells.

  @Override
  public void connectionMade(Transport connection) {
    raw = connection;
    timer = kernel.loop().callLater(options.sslHandshakeTimeout(), this::handshakeTimedOut);
    TlsCodec made =
        connection instanceof TlsCapable capable
            ? capable.encrypt(this)
            : new EngineCodec(kernel, this, connection);
    codec = made;
    try {
      made.beginHandshake();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void handshakeTimedOut() {
    if (state == State.HANDSHAKING) {
      fail(
          new SSLHandshakeException(
              "SSL handshake is taking longer than "
                  + options.sslHandshakeTimeout().toMillis() / 1000.0
                  + " seconds: aborting the connection"));
    }
  }

  @Override
  public void received(ByteBuffer ciphertext) {
    if (state == State.LOST || peerClosed) {
      ciphertext.position(ciphertext.limit());
      return;
    }
    try {
      codec().received(ciphertext);
    } catch (IOException | RuntimeException e) {
      codec().alert();
      fail(e);
    }
  }

  @Override
  public void dataReceived(byte[] data) {
    received(ByteBuffer.wrap(data));
  }

  /** The peer's end of file without close-notify counts as an end, as in asyncio. */
  @Override
  public boolean eofReceived() {
    peerClosed = true;
    if (state == State.HANDSHAKING) {
      fail(new SocketException("Connection closed by the peer during the TLS handshake"));
      return false;
    }
    if (isHeldUp()) {
      return true;
    }
    close();
    return false;
  }

  @Override
  public void pauseWriting() {
    if (codec != null) {
      codec.pauseWriting();
    }
  }

  @Override
  public void resumeWriting() {
    if (codec != null) {
      codec.resumeWriting();
    }
  }

  @Override
  public void connectionLost(@Nullable Throwable reason) {
    Throwable cause = reason == null ? failure : reason;
    state = State.LOST;
    stopTimer();
    if (codec != null) {
      codec.lost();
    }
    if (connected) {
      connected = false;
      kernel.loop().callSoon(() -> application.connectionLost(cause));
    }
    settle(cause == null ? new SocketException("Connection lost") : cause);
  }

  // What encrypts tells.

  /** The handshake is over: may be called again. */
  public void handshakeFinished() {
    if (state != State.HANDSHAKING) {
      return;
    }
    state = State.OPEN;
    stopTimer();
    if (!connected) {
      connected = true;
      application.connectionMade(transport);
    }
    settle(null);
    flush();
  }

  /**
   * Takes data in the clear, unless nobody wants any more.
   *
   * @param plaintext the data
   * @return whether there may be more for now
   */
  public boolean deliver(ByteBuffer plaintext) {
    if (plaintext.hasRemaining() && state == State.OPEN) {
      Delivery.deliver(plaintext, application);
    }
    return state != State.LOST && !isHeldUp();
  }

  /** {@return whether data is to wait until reading is resumed} */
  public boolean isHeldUp() {
    return readingPaused && state == State.OPEN;
  }

  /** The peer's close-notify has come. */
  public void closedByPeer() {
    if (state == State.LOST) {
      return;
    }
    peerClosed = true;
    if (state == State.OPEN) {
      tellEof();
      close();
    } else if (state == State.NOTIFIED) {
      raw().close();
    }
  }

  private void tellEof() {
    if (connected && !eofTold) {
      eofTold = true;
      // Whatever it returns: there is no half of a TLS connection.
      application.eofReceived();
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void settle(@Nullable Throwable cause) {
    if (ready.isDone()) {
      return;
    }
    if (cause == null) {
      ready.setResult(null);
    } else {
      ready.setException(cause);
    }
  }

  /**
   * The connection is not to be used any more.
   *
   * @param cause why; what is no failure of the network is reported
   */
  public void fail(Throwable cause) {
    if (state == State.LOST) {
      return;
    }
    if (!(cause instanceof IOException)) {
      kernel
          .loop()
          .callExceptionHandler(new ExceptionContext("Fatal error on SSL transport", cause));
    }
    failure = cause;
    abort();
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  // The application asks.

  void write(ByteBuffer data) {
    if (state == State.OPEN) {
      try {
        codec().write(data);
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
    data.position(data.limit());
  }

  /** Sends what has been waiting, as far as the connection wants it. */
  public void flush() {
    if (state != State.OPEN && state != State.FLUSHING) {
      return;
    }
    try {
      codec().flush();
      if (state == State.FLUSHING && codec().isFlushed()) {
        state = State.NOTIFIED;
        codec().closeNotify();
        if (peerClosed) {
          raw().close();
        }
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  void close() {
    if (state == State.HANDSHAKING) {
      abort();
    } else if (state == State.OPEN) {
      state = State.FLUSHING;
      timer = kernel.loop().callLater(options.sslShutdownTimeout(), this::shutdownTimedOut);
      if (readingPaused) {
        // The peer's close-notify is to be seen, which may have come before the pause.
        raw().resumeReading();
        kernel.loop().callSoon(this::readRest);
      }
      flush();
    }
  }

  private void shutdownTimedOut() {
    fail(new SocketTimeoutException("SSL shutdown timed out"));
  }

  void abort() {
    if (state != State.LOST) {
      state = State.LOST;
      stopTimer();
      if (raw != null) {
        raw.abort();
      }
    }
  }

  boolean isClosing() {
    return state != State.HANDSHAKING && state != State.OPEN;
  }

  boolean isReading() {
    return !isClosing() && !readingPaused;
  }

  void pauseReading() {
    if (isReading()) {
      readingPaused = true;
      raw().pauseReading();
    }
  }

  void resumeReading() {
    if (isClosing() || !readingPaused) {
      return;
    }
    readingPaused = false;
    raw().resumeReading();
    // What had come before the pause is not delivered from within this call.
    kernel.loop().callSoon(this::readRest);
  }

  private void readRest() {
    if (state == State.LOST || isHeldUp()) {
      return;
    }
    boolean ended = peerClosed;
    peerClosed = false;
    received(ByteBuffer.allocate(0));
    if (ended && state != State.LOST) {
      peerClosed = true;
      if (!isHeldUp()) {
        close();
      }
    }
  }

  /** {@return who is told of data in the clear} */
  public StreamingProtocol application() {
    return application;
  }

  void application(StreamingProtocol replacement) {
    application = replacement;
  }

  WaterMarks marks() {
    return codec().marks();
  }

  int buffered() {
    return codec == null ? 0 : codec.buffered();
  }

  SSLContext context() {
    return context;
  }

  /** {@return the engine of this end, with all its parameters} */
  public SSLEngine engine() {
    return engine;
  }

  @Nullable Object rawInfo(String name) {
    return raw == null ? null : raw.getExtraInfo(name);
  }

  /** {@return {@code <TlsProtocol OPEN>}} */
  @Override
  public String toString() {
    return "<TlsProtocol " + state + '>';
  }
}
