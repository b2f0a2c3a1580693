package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.asyncio4j.net.WriteTransport.WriteBufferLimits;
import org.jspecify.annotations.Nullable;

/** A datagram socket. */
final class DatagramChannelTransport implements DatagramTransport {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Kernel kernel;
  private final DatagramChannel channel;
  private final Registration registration;
  private final DatagramProtocol protocol;
  private final SocketInfo info;
  private final WaterMarks marks;
  private final ArrayDeque<Datagram> queue = new ArrayDeque<>();
  private int queued;
  private boolean closing;

  /** connectionLost is scheduled, or has been called. */
  private boolean lost;

  private record Datagram(byte[] data, @Nullable SocketAddress address) {}

  DatagramChannelTransport(
      Kernel kernel,
      DatagramChannel channel,
      Registration registration,
      DatagramProtocol protocol,
      Future<Void> connected) {
    this.kernel = kernel;
    this.channel = channel;
    this.registration = registration;
    this.protocol = protocol;
    this.info = new SocketInfo(channel);
    this.marks = new WaterMarks(kernel.loop());
    registration.callbacks(this::readReady, this::writeReady);
    kernel.loop().callSoon(() -> protocol.connectionMade(this));
    kernel.loop().callSoon(this::watchReading);
    kernel.loop().callSoon(() -> settle(connected));
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  private void watchReading() {
    if (!closing) {
      registration.add(READ);
    }
  }

  private void readReady() {
    if (lost) {
      return;
    }
    ByteBuffer buffer = kernel.reactor().inbound();
    SocketAddress source;
    try {
      source = channel.receive(buffer);
    } catch (IOException e) {
      protocol.errorReceived(e);
      return;
    }
    if (source != null) {
      byte[] data = new byte[buffer.flip().remaining()];
      buffer.get(data);
      protocol.datagramReceived(data, source);
    }
  }

  @Override
  public void sendto(byte[] data, @Nullable SocketAddress address) {
    SocketAddress peername = info.peername();
    if (peername != null && address != null && !address.equals(peername)) {
      throw new IllegalArgumentException("Invalid address: must be None or " + peername);
    }
    SocketAddress target = peername == null ? address : peername;
    if (target == null) {
      throw new IllegalArgumentException(
          "an address is required: the endpoint has no remote address");
    }
    if (lost) {
      return;
    }
    if (queue.isEmpty()) {
      try {
        if (send(data, target)) {
          return;
        }
      } catch (IOException e) {
        protocol.errorReceived(e);
        return;
      }
      registration.add(WRITE);
    }
    queue.add(new Datagram(data.clone(), target));
    queued += data.length;
    marks.grown(queued, protocol);
  }

  /** {@return whether the system has taken it} */
  private boolean send(byte[] data, SocketAddress target) throws IOException {
    ByteBuffer buffer = kernel.reactor().outbound();
    if (data.length > buffer.capacity()) {
      throw new IOException("Message too long");
    }
    buffer.put(data).flip();
    // Of an empty datagram nobody can tell; it counts as sent.
    int count = info.peername() == null ? channel.send(buffer, target) : channel.write(buffer);
    return count > 0 || data.length == 0;
  }

  private void writeReady() {
    while (!queue.isEmpty()) {
      Datagram first = queue.getFirst();
      try {
        if (first.address != null && !send(first.data, first.address)) {
          break;
        }
      } catch (IOException e) {
        forget(first);
        protocol.errorReceived(e);
        return;
      }
      forget(first);
    }
    marks.shrunk(queued, protocol);
    if (queue.isEmpty()) {
      registration.remove(WRITE);
      if (closing) {
        lost = true;
        connectionLost(null);
      }
    }
  }

  private void forget(Datagram sent) {
    queue.removeFirst();
    queued -= sent.data.length;
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    marks.set(high, low);
    marks.grown(queued, protocol);
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return marks.get();
  }

  @Override
  public int getWriteBufferSize() {
    return queued;
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
      lose();
    }
  }

  @Override
  public void abort() {
    if (!lost) {
      queue.clear();
      queued = 0;
      closing = true;
      lose();
    }
  }

  private void lose() {
    lost = true;
    registration.remove(READ | WRITE);
    kernel.loop().callSoon(() -> connectionLost(null));
  }

  private void connectionLost(@Nullable Throwable failure) {
    try {
      protocol.connectionLost(failure);
    } finally {
      registration.cancel();
      Channels.close(channel);
    }
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return info.get(name);
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public String toString() {
    return "<DatagramTransport" + (lost ? " closed" : closing ? " closing" : "") + ' ' + info + '>';
  }
}
