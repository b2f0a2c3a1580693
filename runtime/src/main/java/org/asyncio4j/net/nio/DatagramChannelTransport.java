package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.DatagramProtocol;

/** A datagram socket on a channel of the JDK. */
final class DatagramChannelTransport extends AbstractDatagramTransport {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Reactor reactor;
  private final DatagramChannel channel;
  private final Registration registration;
  private final ArrayDeque<Datagram> queue = new ArrayDeque<>();

  private record Datagram(byte[] data, SocketAddress target) {}

  DatagramChannelTransport(
      Kernel kernel,
      DatagramChannel channel,
      Registration registration,
      DatagramProtocol protocol,
      Future<Void> connected) {
    super(kernel.loop(), new SocketInfo(new ChannelSocket(channel)), protocol);
    this.reactor = kernel.reactor();
    this.channel = channel;
    this.registration = registration;
    registration.callbacks(this::readReady, this::writeReady);
    begin(connected);
  }

  private void readReady() {
    if (isLost()) {
      return;
    }
    ByteBuffer buffer = reactor.inbound();
    SocketAddress source;
    try {
      source = channel.receive(buffer);
    } catch (IOException e) {
      protocol().errorReceived(e);
      return;
    }
    if (source != null) {
      byte[] data = new byte[buffer.flip().remaining()];
      buffer.get(data);
      protocol().datagramReceived(data, source);
    }
  }

  @Override
  protected void send(byte[] data, SocketAddress target) {
    if (queue.isEmpty()) {
      try {
        if (attempt(data, target)) {
          return;
        }
      } catch (IOException e) {
        protocol().errorReceived(e);
        return;
      }
      registration.add(WRITE);
    }
    queue.add(new Datagram(data.clone(), target));
    queued(data.length);
  }

  /** {@return whether the system has taken it} */
  private boolean attempt(byte[] data, SocketAddress target) throws IOException {
    ByteBuffer buffer = reactor.outbound();
    if (data.length > buffer.capacity()) {
      throw new IOException("Message too long");
    }
    buffer.put(data).flip();
    // Of an empty datagram nobody can tell; it counts as sent.
    int count = info().peername() == null ? channel.send(buffer, target) : channel.write(buffer);
    return count > 0 || data.length == 0;
  }

  private void writeReady() {
    while (!queue.isEmpty()) {
      Datagram first = queue.getFirst();
      try {
        if (!attempt(first.data, first.target)) {
          break;
        }
      } catch (IOException e) {
        forget(first);
        protocol().errorReceived(e);
        return;
      }
      forget(first);
    }
    shrunk();
  }

  private void forget(Datagram sent) {
    queue.removeFirst();
    dequeued(sent.data.length);
  }

  @Override
  protected boolean isIdle() {
    return queue.isEmpty();
  }

  @Override
  protected void discard() {
    dequeued(getWriteBufferSize());
    queue.clear();
  }

  @Override
  protected void startReading() {
    registration.add(READ);
  }

  @Override
  protected void stopReading() {
    registration.remove(READ);
  }

  @Override
  protected void stopWriting() {
    registration.remove(WRITE);
  }

  @Override
  protected void release() {
    registration.cancel();
    Channels.close(channel);
  }
}
