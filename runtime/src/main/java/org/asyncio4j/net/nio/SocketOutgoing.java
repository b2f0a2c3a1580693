package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;

/** What goes out of a {@link SocketTransport}. */
final class SocketOutgoing extends Outgoing {
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final SocketTransport transport;
  private final Reactor reactor;
  private final SocketChannel channel;
  private final Registration registration;

  SocketOutgoing(
      SocketTransport transport,
      Reactor reactor,
      SocketChannel channel,
      Registration registration) {
    super(transport);
    this.transport = transport;
    this.reactor = reactor;
    this.channel = channel;
    this.registration = registration;
  }

  /** Through the loop's buffer: the JDK would make a direct one of the array's size. */
  @Override
  protected int send(byte[] data) {
    int sent = 0;
    try {
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
    } catch (IOException e) {
      transport.writeFailed(e);
    }
    return sent;
  }

  @Override
  protected void send(ByteBuffer data) {
    try {
      Channels.write(channel, data, reactor);
    } catch (IOException e) {
      transport.writeFailed(e);
    }
  }

  @Override
  protected void startWriting() {
    registration.add(WRITE);
  }

  @Override
  protected boolean isPolling() {
    return registration.watches(WRITE);
  }

  @Override
  protected void sendQueued() {
    if (transport.isLost()) {
      return;
    }
    WriteQueue queue = queue();
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
      transport.writeFailed(e);
      return;
    }
    transport.shrunk();
  }

  @Override
  protected void beginFile(FileTransfer file) {
    registration.add(WRITE);
  }

  @Override
  protected void sendFile(FileTransfer file) {
    try {
      if (file.go(channel)) {
        settleFile(null);
      }
    } catch (IOException e) {
      settleFile(SocketFailures.ofConnection(e));
    }
  }

  @Override
  protected void shutdown() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      transport.writeFailed(e);
    }
  }
}
