package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.jspecify.annotations.Nullable;

/** What goes out of a {@link SocketTransport}: at once as far as possible, the rest in order. */
final class Outgoing {
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final SocketTransport transport;
  private final Kernel kernel;
  private final Reactor reactor;
  private final SocketChannel channel;
  private final Registration registration;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

  /** A file that goes behind what waits, and nothing behind it as yet. */
  private @Nullable FileTransfer transfer;

  private @Nullable Future<Void> transferred;

  Outgoing(
      SocketTransport transport, Kernel kernel, SocketChannel channel, Registration registration) {
    this.transport = transport;
    this.kernel = kernel;
    this.reactor = kernel.reactor();
    this.channel = channel;
    this.registration = registration;
    this.marks = new WaterMarks(kernel.loop());
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

  WaterMarks marks() {
    return marks;
  }

  /** To be called when what waits, or the marks, may have grown. */
  void checkMarks() {
    marks.grown(queue.size(), transport.getProtocol());
  }

  void write(byte[] data) {
    if (!canWrite() || data.length == 0) {
      return;
    }
    int sent = 0;
    if (queue.isEmpty()) {
      try {
        sent = send(data);
      } catch (IOException e) {
        failed(e);
        return;
      }
      if (sent == data.length) {
        return;
      }
      registration.add(WRITE);
    }
    queue.add(data, sent);
    checkMarks();
  }

  /** Through the loop's buffer: the JDK would make a direct one of the array's size. */
  private int send(byte[] data) throws IOException {
    int sent = 0;
    while (sent < data.length) {
      ByteBuffer buffer = reactor.outbound();
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

  void write(ByteBuffer data) {
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
        failed(e);
        return;
      }
      if (!data.hasRemaining()) {
        return;
      }
      registration.add(WRITE);
    }
    queue.add(data);
    checkMarks();
  }

  private void send(ByteBuffer data) throws IOException {
    if (data.isDirect()) {
      channel.write(data);
      return;
    }
    while (data.hasRemaining()) {
      ByteBuffer buffer = reactor.outbound();
      int length = Math.min(data.remaining(), buffer.capacity());
      buffer.put(0, data, data.position(), length).limit(length);
      int count = channel.write(buffer);
      data.position(data.position() + count);
      if (count < length) {
        return;
      }
    }
  }

  void writelines(Collection<byte[]> data) {
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
    checkMarks();
  }

  private boolean canWrite() {
    if (transfer != null) {
      throw new IllegalStateException("unable to write; sendfile is in progress");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof()");
    }
    return !transport.isLost();
  }

  /** The channel takes more. */
  void writeReady() {
    if (transport.isLost()) {
      return;
    }
    try {
      while (!queue.isEmpty()) {
        ByteBuffer buffer = reactor.outbound();
        queue.peek(buffer);
        buffer.flip();
        int count = channel.write(buffer);
        queue.drop(count);
        if (buffer.hasRemaining()) {
          break;
        }
      }
    } catch (IOException e) {
      failed(e);
      return;
    }
    // May write more.
    marks.shrunk(queue.size(), transport.getProtocol());
    if (queue.isEmpty() && isTransferOver()) {
      registration.remove(WRITE);
      if (transport.isClosing()) {
        transport.drained();
      } else if (eofWritten) {
        shutdownOutput();
      }
    }
  }

  /**
   * Sends a file behind what waits.
   *
   * @return done when all of it has gone out, or the connection is lost
   */
  Future<Void> transfer(FileTransfer file) {
    if (transfer != null) {
      throw new IllegalStateException("Empty waiter is already set");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call sendfile() after write_eof()");
    }
    Future<Void> future = kernel.loop().createFuture();
    transfer = file;
    transferred = future;
    registration.add(WRITE);
    return future;
  }

  /** Sends no more of a file. */
  void endTransfer(FileTransfer file) {
    if (transfer == file) {
      transfer = null;
      transferred = null;
    }
  }

  /** {@return whether there is no file, or no more of it, to send} */
  private boolean isTransferOver() {
    if (transfer == null || transport.isClosing()) {
      return true;
    }
    try {
      if (!transfer.go(channel)) {
        return false;
      }
      settleTransfer(null);
    } catch (IOException e) {
      settleTransfer(SocketFailures.ofConnection(e));
    }
    return true;
  }

  /** The connection is lost. */
  void lost(@Nullable Throwable failure) {
    settleTransfer(failure == null ? new SocketException("Connection lost") : failure);
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void settleTransfer(@Nullable Throwable failure) {
    Future<Void> future = transferred;
    transfer = null;
    transferred = null;
    if (future != null && !future.isDone()) {
      if (failure == null) {
        future.setResult(null);
      } else {
        future.setException(failure);
      }
    }
  }

  /** Closes the sending direction after what waits. */
  void writeEof() {
    if (!eofWritten) {
      eofWritten = true;
      if (queue.isEmpty()) {
        shutdownOutput();
      }
    }
  }

  private void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException failure) {
    transport.fatal(SocketFailures.ofConnection(failure), "Fatal write error on socket transport");
  }

  /** {@return how it stands, as transports print it} */
  @Override
  public String toString() {
    return "write=<"
        + (registration.watches(WRITE) ? "polling" : "idle")
        + ", bufsize="
        + queue.size()
        + '>';
  }
}
