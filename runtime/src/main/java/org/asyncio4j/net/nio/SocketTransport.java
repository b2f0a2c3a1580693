package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.ByteSink;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** A connection over a socket, TCP or Unix-domain. */
final class SocketTransport implements Transport {
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
  private final ChannelSocket socket;
  private final @Nullable SocketServer server;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;
  private final @Nullable Object peername;
  private final @Nullable Object sockname;
  private StreamingProtocol protocol;
  private boolean closing;
  private boolean lost;
  private boolean paused;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

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
    this.socket = new ChannelSocket(channel);
    this.marks = new WaterMarks(kernel.loop());
    this.peername = socket.getpeername();
    this.sockname = socket.getsockname();
    if (sockname instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    registration.callbacks(this::readReady, this::writeReady);
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
        deliver(buffer.flip());
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable t) {
        fatal(t, "Fatal error: protocol.data_received() call failed.");
      }
    }
  }

  private void deliver(ByteBuffer received) {
    if (protocol instanceof ByteSink sink) {
      sink.received(received);
    } else {
      byte[] data = new byte[received.remaining()];
      received.get(data);
      ((Protocol) protocol).dataReceived(data);
    }
  }

  private void receiveInto(BufferedProtocol buffered) {
    ByteBuffer buffer;
    try {
      buffer = buffered.getBuffer(-1);
      if (!buffer.hasRemaining()) {
        throw new IllegalStateException("get_buffer() returned an empty buffer");
      }
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
    if (!canWrite() || data.length == 0) {
      return;
    }
    int sent = 0;
    if (queue.isEmpty()) {
      try {
        sent = send(data);
      } catch (IOException e) {
        fatal(SocketFailures.ofConnection(e), "Fatal write error on socket transport");
        return;
      }
      if (sent == data.length) {
        return;
      }
      registration.add(WRITE);
    }
    queue.add(data, sent);
    marks.grown(queue.size(), protocol);
  }

  /** Through the loop's buffer: the JDK would make a direct one of the array's size. */
  private int send(byte[] data) throws IOException {
    int sent = 0;
    while (sent < data.length) {
      ByteBuffer buffer = kernel.reactor().outbound();
      int length = Math.min(data.length - sent, buffer.capacity());
      buffer.put(data, sent, length).flip();
      int count = channel.write(buffer);
      sent += count;
      if (count < length) {
        break;
      }
    }
    return sent;
  }

  @Override
  public void write(ByteBuffer data) {
    if (!canWrite()) {
      data.position(data.limit());
      return;
    }
    if (!data.hasRemaining()) {
      return;
    }
    if (queue.isEmpty()) {
      try {
        send(data);
      } catch (IOException e) {
        fatal(SocketFailures.ofConnection(e), "Fatal write error on socket transport");
        return;
      }
      if (!data.hasRemaining()) {
        return;
      }
      registration.add(WRITE);
    }
    queue.add(data);
    marks.grown(queue.size(), protocol);
  }

  private void send(ByteBuffer data) throws IOException {
    if (data.isDirect()) {
      channel.write(data);
      return;
    }
    while (data.hasRemaining()) {
      ByteBuffer buffer = kernel.reactor().outbound();
      int length = Math.min(data.remaining(), buffer.capacity());
      buffer.put(0, data, data.position(), length).limit(length);
      int count = channel.write(buffer);
      data.position(data.position() + count);
      if (count < length) {
        return;
      }
    }
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    if (!canWrite()) {
      return;
    }
    boolean idle = queue.isEmpty();
    for (byte[] piece : data) {
      queue.add(piece, 0);
    }
    if (idle && !queue.isEmpty()) {
      registration.add(WRITE);
      writeReady();
    }
    marks.grown(queue.size(), protocol);
  }

  private boolean canWrite() {
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof()");
    }
    return !lost;
  }

  private void writeReady() {
    if (lost) {
      return;
    }
    try {
      while (!queue.isEmpty()) {
        ByteBuffer buffer = kernel.reactor().outbound();
        queue.peek(buffer);
        buffer.flip();
        int count = channel.write(buffer);
        queue.drop(count);
        if (buffer.hasRemaining()) {
          break;
        }
      }
    } catch (IOException e) {
      fatal(SocketFailures.ofConnection(e), "Fatal write error on socket transport");
      return;
    }
    // May write more.
    marks.shrunk(queue.size(), protocol);
    if (queue.isEmpty()) {
      registration.remove(WRITE);
      if (closing) {
        lost = true;
        connectionLost(null);
      } else if (eofWritten) {
        shutdownOutput();
      }
    }
  }

  @Override
  public void writeEof() {
    if (closing || eofWritten) {
      return;
    }
    eofWritten = true;
    if (queue.isEmpty()) {
      shutdownOutput();
    }
  }

  private void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      fatal(SocketFailures.ofConnection(e), "Fatal write error on socket transport");
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
    if (queue.isEmpty()) {
      lose(null);
    }
  }

  @Override
  public void abort() {
    forceClose(null);
  }

  private void fatal(Throwable failure, String message) {
    if (!(failure instanceof IOException)) {
      kernel.loop().callExceptionHandler(new ExceptionContext(message, failure));
    }
    forceClose(failure);
  }

  private void forceClose(@Nullable Throwable failure) {
    if (!lost) {
      queue.clear();
      closing = true;
      lose(failure);
    }
  }

  private void lose(@Nullable Throwable failure) {
    lost = true;
    registration.remove(READ | WRITE);
    kernel.loop().callSoon(() -> connectionLost(failure));
  }

  private void connectionLost(@Nullable Throwable failure) {
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
    marks.set(high, low);
    marks.grown(queue.size(), protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public int getWriteBufferSize() {
    return queue.size();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return switch (name) {
      case "peername" -> peername;
      case "sockname" -> sockname;
      case "socket" -> socket;
      default -> null;
    };
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public String toString() {
    return "<SocketTransport"
        + (lost ? " closed" : closing ? " closing" : "")
        + " laddr="
        + sockname
        + " raddr="
        + peername
        + " read="
        + (registration.watches(READ) ? "polling" : "idle")
        + " write=<"
        + (registration.watches(WRITE) ? "polling" : "idle")
        + ", bufsize="
        + queue.size()
        + ">>";
  }
}
