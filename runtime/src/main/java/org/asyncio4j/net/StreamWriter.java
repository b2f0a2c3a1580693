package org.asyncio4j.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that go out. Writing never waits; {@link #drain} does, until the peer has kept up.
 *
 * <pre>{@code
 * writer.write(data);
 * await(writer.drain());
 * }</pre>
 *
 * <p>Confined to the loop's thread. Mirrors {@code asyncio.StreamWriter}.
 */
public final class StreamWriter {
  private final FlowControl protocol;
  private final @Nullable StreamReader reader;
  private final EventLoop loop;
  private WriteTransport transport;

  /**
   * Makes a writer.
   *
   * @param transport where the bytes go
   * @param protocol what the transport tells whether it wants to be written to
   * @param reader the other direction, whose failure {@link #drain} throws; null if there is none
   * @param loop the loop of the transport
   */
  public StreamWriter(
      WriteTransport transport,
      FlowControl protocol,
      @Nullable StreamReader reader,
      EventLoop loop) {
    this.transport = transport;
    this.protocol = protocol;
    this.reader = reader;
    this.loop = loop;
  }

  /** {@return where the bytes go} */
  public WriteTransport transport() {
    return transport;
  }

  /**
   * Writes, as {@link WriteTransport#write(byte[])} does.
   *
   * @param data what to write; may be changed after the call
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void write(byte[] data) {
    transport.write(data);
  }

  /**
   * Writes what remains in a buffer, as {@link WriteTransport#write(ByteBuffer)} does.
   *
   * @param data what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void write(ByteBuffer data) {
    transport.write(data);
  }

  /**
   * Writes pieces one after the other. No line separators are added.
   *
   * @param data what to write
   * @throws IllegalStateException after {@link #writeEof}
   */
  public void writelines(Collection<byte[]> data) {
    transport.writelines(data);
  }

  /**
   * Closes the sending direction once all that was written has gone out.
   *
   * @throws UnsupportedOperationException if {@link #canWriteEof} says so
   */
  public void writeEof() {
    transport.writeEof();
  }

  /** {@return whether {@link #writeEof} can be called; not over TLS} */
  public boolean canWriteEof() {
    return transport.canWriteEof();
  }

  /** Closes the connection once all that was written has gone out. */
  public void close() {
    transport.close();
  }

  /** {@return whether {@link #close} was called, or the connection is lost} */
  public boolean isClosing() {
    return transport.isClosing();
  }

  /**
   * Waits until the connection is closed.
   *
   * @return a coroutine
   * @throws IOException what the connection was lost by, if not by an end
   */
  public Coroutine<Void> waitClosed() throws IOException {
    return protocol.closed();
  }

  /**
   * Returns what the transport knows about itself; see {@link BaseTransport#getExtraInfo(String)}.
   *
   * @param name what to ask for
   * @return the value; null if the transport does not know it
   */
  public @Nullable Object getExtraInfo(String name) {
    return transport.getExtraInfo(name);
  }

  /**
   * Returns what the transport knows about itself.
   *
   * @param name what to ask for
   * @param fallback what to return if the transport does not know it
   * @return the value
   */
  public Object getExtraInfo(String name, Object fallback) {
    return transport.getExtraInfo(name, fallback);
  }

  /**
   * Waits until the buffer has drained to its low water mark, if it has gone above the high one.
   *
   * @return a coroutine
   * @throws java.net.SocketException "Connection lost" if the connection is closed
   * @throws IOException what the connection failed with
   */
  public Coroutine<Void> drain() throws IOException {
    return new Drain();
  }

  /**
   * Speaks TLS from now on, as the server if this is a server's connection.
   *
   * @param sslcontext keys and trusted certificates
   * @return a coroutine that ends after the handshake
   * @throws javax.net.ssl.SSLException if the handshake fails
   * @throws IOException what the connection failed with
   */
  public Coroutine<Void> startTls(SSLContext sslcontext) throws IOException {
    return startTls(sslcontext, TlsOptions.client());
  }

  /**
   * Speaks TLS from now on, as the server if this is a server's connection.
   *
   * @param sslcontext keys and trusted certificates
   * @param options how; {@link TlsOptions#serverSide} is ignored
   * @return a coroutine that ends after the handshake
   * @throws javax.net.ssl.SSLException if the handshake fails
   * @throws IOException what the connection failed with
   * @throws IllegalStateException at the await, if this is not a connection's writer
   */
  public Coroutine<Void> startTls(SSLContext sslcontext, TlsOptions options) throws IOException {
    return new StartTls(sslcontext, options);
  }

  /** {@return asyncio's form, {@code <StreamWriter transport=... reader=...>}} */
  @Override
  public String toString() {
    String text = "<StreamWriter transport=" + transport;
    return (reader == null ? text : text + " reader=" + reader) + '>';
  }

  private final class Drain extends Coroutine<Void> {
    private boolean yielded;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (!yielded) {
        Throwable broken = reader == null ? null : reader.exception();
        if (broken != null) {
          throw broken;
        }
        yielded = true;
        // A loop of writes and drains lets the loss of the connection come through.
        if (transport.isClosing()) {
          return await(Asyncio.yieldNow());
        }
      }
      return tail(protocol.drain());
    }

    @Override
    protected String qualifiedName() {
      return "StreamWriter.drain";
    }
  }

  private final class StartTls extends Coroutine<Void> {
    private final SSLContext sslcontext;
    private final TlsOptions options;
    private int step;

    StartTls(SSLContext sslcontext, TlsOptions options) {
      this.sslcontext = sslcontext;
      this.options = options;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (!(protocol instanceof StreamReaderProtocol stream)
          || !(transport instanceof Transport connection)) {
        throw new IllegalStateException("start_tls: " + transport + " is no connection");
      }
      Object outcome = value;
      if (step == 0) {
        step = 1;
        outcome = await(drain());
        if (outcome == SUSPENDED) {
          return SUSPENDED;
        }
      }
      if (step == 1) {
        step = 2;
        TlsOptions sided =
            new TlsOptions(
                stream.isServer(),
                options.serverHostname(),
                options.sslParameters(),
                options.sslHandshakeTimeout(),
                options.sslShutdownTimeout());
        outcome = await(loop.startTls(connection, stream, sslcontext, sided));
        if (outcome == SUSPENDED) {
          return SUSPENDED;
        }
      }
      Transport upgraded = (Transport) outcome;
      if (upgraded != null) {
        transport = upgraded;
        stream.replaceTransport(upgraded);
      }
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "StreamWriter.start_tls";
    }
  }
}
