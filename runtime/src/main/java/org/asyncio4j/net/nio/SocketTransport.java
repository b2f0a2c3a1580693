package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/** A connection over a socket, TCP or Unix-domain. */
final class SocketTransport implements FileSender, FlowControlled {
  // closing and lost:
  //
  //   from       to         by
  //   open       closing    close, with data that has not gone out
  //   open       lost       close, abort, a failure, or the peer's end
  //   closing    lost       the last data has gone out; abort; a failure
  //
  // Once lost, connectionLost is scheduled, or has been called.

  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Kernel kernel;
  private final SocketChannel channel;
  private final Registration registration;
  private final SocketInfo info;
  private final @Nullable SocketServer server;
  private final Outgoing outgoing;
  private StreamingProtocol protocol;
  private boolean closing;
  private boolean lost;
  private boolean paused;

  /** The peer's sending direction is closed. */
  private boolean eofReceived;

  /**
   * Makes a transport of a connected channel. The protocol is told at the loop's next turn.
   *
   * @param connected set once it has been told; null if nobody waits
   */
  SocketTransport(
      Kernel kernel,
      SocketChannel channel,
      Registration registration,
      StreamingProtocol protocol,
      @Nullable SocketServer server,
      @Nullable Future<Void> connected)
      throws IOException {
    this.kernel = kernel;
    this.channel = channel;
    this.registration = registration;
    this.protocol = protocol;
    this.server = server;
    this.info = new SocketInfo(channel);
    this.outgoing = new Outgoing(this, kernel, channel, registration);
    if (info.isInternet()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    registration.callbacks(this::readReady, outgoing::writeReady);
    if (server != null) {
      server.attached(this);
    }
    kernel.loop().callSoon(() -> protocol.connectionMade(this));
    // Nothing is received before the protocol knows its transport.
    kernel.loop().callSoon(this::watchReading);
    if (connected != null) {
      kernel.loop().callSoon(() -> settle(connected));
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  private void watchReading() {
    if (isReading() && !eofReceived) {
      registration.add(READ);
    }
  }

  private void readReady() {
    if (lost) {
      return;
    }
    if (protocol instanceof BufferedProtocol buffered) {
      receiveInto(buffered);
      return;
    }
    ByteBuffer buffer = kernel.reactor().inbound();
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException e) {
      fatal(SocketFailures.ofConnection(e), "Fatal read error on socket transport");
      return;
    }
    if (count < 0) {
      endReceived();
    } else if (count > 0) {
      try {
        Delivery.deliver(buffer.flip(), protocol);
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable t) {
        fatal(t, "Fatal error: protocol.data_received() call failed.");
      }
    }
  }

  private void receiveInto(BufferedProtocol buffered) {
    ByteBuffer buffer;
    try {
      buffer = Delivery.bufferOf(buffered, -1);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      fatal(t, "Fatal error: protocol.get_buffer() call failed.");
      return;
    }
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException e) {
      fatal(SocketFailures.ofConnection(e), "Fatal read error on socket transport");
      return;
    }
    if (count < 0) {
      endReceived();
    } else if (count > 0) {
      try {
        buffered.bufferUpdated(count);
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable t) {
        fatal(t, "Fatal error: protocol.buffer_updated() call failed.");
      }
    }
  }

  private void endReceived() {
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
      registration.remove(READ);
    } else {
      close();
    }
  }

  @Override
  public void write(byte[] data) {
    outgoing.write(data);
  }

  @Override
  public void write(ByteBuffer data) {
    outgoing.write(data);
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    outgoing.writelines(data);
  }

  @Override
  public void writeEof() {
    if (!closing) {
      outgoing.writeEof();
    }
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public boolean isReading() {
    return !closing && !paused;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
      registration.remove(READ);
    }
  }

  @Override
  public void resumeReading() {
    if (!closing && paused) {
      paused = false;
      watchReading();
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    registration.remove(READ);
    if (outgoing.isEmpty()) {
      lose(null);
    }
  }

  @Override
  public void abort() {
    forceClose(null);
  }

  /** Ends the connection; what is no failure of the network is reported. */
  void fatal(Throwable failure, String message) {
    if (!(failure instanceof IOException)) {
      kernel.loop().callExceptionHandler(new ExceptionContext(message, failure));
    }
    forceClose(failure);
  }

  private void forceClose(@Nullable Throwable failure) {
    if (!lost) {
      outgoing.clear();
      closing = true;
      lose(failure);
    }
  }

  @Override
  public boolean sendsFiles() {
    return true;
  }

  @Override
  public Future<Void> transfer(FileTransfer file) {
    return outgoing.transfer(file);
  }

  @Override
  public void endTransfer(FileTransfer file) {
    outgoing.endTransfer(file);
  }

  boolean isLost() {
    return lost;
  }

  /** All has gone out that went before the close. */
  void drained() {
    lost = true;
    connectionLost(null);
  }

  private void lose(@Nullable Throwable failure) {
    lost = true;
    registration.remove(READ | WRITE);
    kernel.loop().callSoon(() -> connectionLost(failure));
  }

  private void connectionLost(@Nullable Throwable failure) {
    outgoing.lost(failure);
    try {
      protocol.connectionLost(failure);
    } finally {
      registration.cancel();
      Channels.close(channel);
      if (server != null) {
        server.detached(this);
      }
    }
  }

  @Override
  public void setProtocol(StreamingProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public StreamingProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    outgoing.marks().set(high, low);
    outgoing.checkMarks();
  }

  @Override
  public boolean isWritingPaused() {
    return outgoing.marks().isPaused();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return outgoing.marks().get();
  }

  @Override
  public int getWriteBufferSize() {
    return outgoing.size();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return info.get(name);
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public String toString() {
    return "<SocketTransport"
        + (lost ? " closed" : closing ? " closing" : "")
        + ' '
        + info
        + " read="
        + (registration.watches(READ) ? "polling" : "idle")
        + ' '
        + outgoing
        + '>';
  }
}
