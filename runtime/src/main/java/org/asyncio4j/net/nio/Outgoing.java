package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;

/** What goes out of a {@link SocketTransport}: at once as far as possible, the rest in order. */
final class Outgoing {
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final SocketTransport transport;
  private final Reactor reactor;
  private final SocketChannel channel;
  private final Registration registration;
  private final WriteQueue queue = new WriteQueue();
  private final WaterMarks marks;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

  Outgoing(
      SocketTransport transport, Kernel kernel, SocketChannel channel, Registration registration) {
    this.transport = transport;
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
    if (queue.isEmpty()) {
      registration.remove(WRITE);
      if (transport.isClosing()) {
        transport.drained();
      } else if (eofWritten) {
        shutdownOutput();
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
