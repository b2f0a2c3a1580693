package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/** A connection over a socket, by asyncio's rules; how bytes come and go its subclasses know. */
public abstract class StreamTransport extends AbstractTransport implements FileSender {
  private final @Nullable SocketServer server;
  private StreamingProtocol protocol;
  private boolean paused;

  /** The peer's sending direction is closed. */
  private boolean eofReceived;

  /**
   * Makes a transport, which is to {@link #begin(Future)}.
   *
   * @param loop its loop
   * @param info its socket
   * @param protocol who is told
   * @param server whose client it is; null for none
   */
  protected StreamTransport(
      EventLoop loop, SocketInfo info, StreamingProtocol protocol, @Nullable SocketServer server) {
    super(loop, info);
    this.protocol = protocol;
    this.server = server;
  }

  /** {@return what goes out} */
  protected abstract Outgoing outgoing();

  /** Receives from now on. */
  protected abstract void startReading();

  /** {@return whether it receives} */
  protected abstract boolean isPolling();

  /** Closes the socket, whose server knows. */
  protected abstract void closeSocket();

  /**
   * Has the protocol told at the loop's next turn, and nothing received before.
   *
   * @param connected set after that; null if nobody waits
   */
  protected final void begin(@Nullable Future<Void> connected) {
    if (server != null) {
      server.attached(this);
    }
    StreamingProtocol told = protocol;
    begin(() -> told.connectionMade(this), connected);
  }

  @Override
  protected final void watchReading() {
    if (isReading() && !eofReceived) {
      startReading();
    }
  }

  /**
   * Hands data to the protocol, all of it.
   *
   * @param data what has come
   */
  public final void deliver(ByteBuffer data) {
    try {
      Delivery.deliver(data, protocol);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.data_received() call failed.");
    }
  }

  /**
   * Asks for the protocol's own buffer.
   *
   * @param buffered the protocol
   * @return a buffer with room; null if that has failed
   */
  public final @Nullable ByteBuffer bufferOf(BufferedProtocol buffered) {
    try {
      return Delivery.bufferOf(buffered, -1);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.get_buffer() call failed.");
      return null;
    }
  }

  /**
   * Tells the protocol that its buffer has been filled.
   *
   * @param buffered the protocol
   * @param count with so many bytes
   */
  public final void updated(BufferedProtocol buffered, int count) {
    try {
      buffered.bufferUpdated(count);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.buffer_updated() call failed.");
    }
  }

  /** The peer has closed its sending direction. */
  public final void endReceived() {
    eofReceived = true;
    boolean keepOpen;
    try {
      keepOpen = protocol.eofReceived();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.eof_received() call failed.");
      return;
    }
    if (keepOpen) {
      stopReading();
    } else {
      close();
    }
  }

  /**
   * Ends the connection after a failure.
   *
   * @param failure what is no failure of the network is reported
   * @param message how to report it
   */
  protected final void fatal(Throwable failure, String message) {
    if (!(failure instanceof IOException)) {
      loop().callExceptionHandler(new ExceptionContext(message, failure));
    }
    forceClose(failure);
  }

  /**
   * Ends the connection after a failure to receive.
   *
   * @param failure the network's, or another
   */
  public final void readFailed(Throwable failure) {
    fatal(
        failure instanceof IOException e ? SocketFailures.ofConnection(e) : failure,
        "Fatal read error on socket transport");
  }

  /**
   * Ends the connection after a failure to send.
   *
   * @param failure the network's
   */
  public final void writeFailed(IOException failure) {
    fatal(SocketFailures.ofConnection(failure), "Fatal write error on socket transport");
  }

  @Override
  protected final boolean isIdle() {
    return outgoing().isIdle();
  }

  @Override
  protected final boolean mayLose() {
    return outgoing().isEmpty();
  }

  @Override
  protected final boolean isDrained() {
    return outgoing().isDrained();
  }

  @Override
  protected final void ended(@Nullable Throwable failure) {
    outgoing().lost(failure);
  }

  @Override
  public final Future<Void> transfer(FileTransfer file) {
    return outgoing().transfer(file);
  }

  @Override
  public final void endTransfer(FileTransfer file) {
    outgoing().endTransfer(file);
  }

  @Override
  protected final void discard() {
    outgoing().clear();
  }

  @Override
  protected void drained() {
    outgoing().drained();
  }

  @Override
  protected final void release() {
    closeSocket();
    if (server != null) {
      server.detached(this);
    }
  }

  @Override
  public final void write(byte[] data) {
    outgoing().write(data);
  }

  @Override
  public final void write(ByteBuffer data) {
    outgoing().write(data);
  }

  @Override
  public final void writelines(Collection<byte[]> data) {
    outgoing().writelines(data);
  }

  @Override
  public final void writeEof() {
    if (!isClosing()) {
      outgoing().writeEof();
    }
  }

  @Override
  public final boolean canWriteEof() {
    return true;
  }

  @Override
  public final int getWriteBufferSize() {
    return outgoing().size();
  }

  @Override
  public final boolean isReading() {
    return !isClosing() && !paused;
  }

  @Override
  public final void pauseReading() {
    if (isReading()) {
      paused = true;
      stopReading();
    }
  }

  @Override
  public final void resumeReading() {
    if (!isClosing() && paused) {
      paused = false;
      watchReading();
    }
  }

  @Override
  protected final StreamingProtocol protocol() {
    return protocol;
  }

  @Override
  public final void setProtocol(StreamingProtocol replacement) {
    protocol = Objects.requireNonNull(replacement);
  }

  @Override
  public final StreamingProtocol getProtocol() {
    return protocol;
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public final String toString() {
    return "<SocketTransport"
        + state()
        + " read="
        + (isPolling() ? "polling" : "idle")
        + ' '
        + outgoing()
        + '>';
  }
}
