package org.asyncio4j.net.nio;

import java.net.SocketAddress;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** A datagram socket, by asyncio's rules; how datagrams come and go its subclasses know. */
public abstract class AbstractDatagramTransport extends AbstractTransport
    implements DatagramTransport {
  private final DatagramProtocol protocol;
  private int queued;

  /**
   * Makes a transport, which is to {@link #begin(Future)}.
   *
   * @param loop its loop
   * @param info its socket
   * @param protocol who is told
   */
  protected AbstractDatagramTransport(EventLoop loop, SocketInfo info, DatagramProtocol protocol) {
    super(loop, info);
    this.protocol = protocol;
  }

  /**
   * Sends a datagram, or keeps a copy for later.
   *
   * @param data its content
   * @param target where to; the only peer if there is one
   */
  protected abstract void send(byte[] data, SocketAddress target);

  /** Receives from now on. */
  protected abstract void startReading();

  /**
   * Has the protocol told at the loop's next turn, and nothing received before.
   *
   * @param connected set after that
   */
  protected final void begin(Future<Void> connected) {
    begin(() -> protocol.connectionMade(this), connected);
  }

  @Override
  protected final DatagramProtocol protocol() {
    return protocol;
  }

  @Override
  protected final void watchReading() {
    if (!isClosing()) {
      startReading();
    }
  }

  @Override
  public final void sendto(byte[] data, @Nullable SocketAddress address) {
    SocketAddress peername = info().peername();
    if (peername != null && address != null && !address.equals(peername)) {
      throw new IllegalArgumentException("Invalid address: must be None or " + peername);
    }
    SocketAddress target = peername == null ? address : peername;
    if (target == null) {
      throw new IllegalArgumentException(
          "an address is required: the endpoint has no remote address");
    }
    if (!isLost()) {
      send(data, target);
    }
  }

  /**
   * Counts what waits to go out.
   *
   * @param bytes so many more
   */
  protected final void queued(int bytes) {
    queued += bytes;
    grown();
  }

  /**
   * Counts what waits no more.
   *
   * @param bytes so many
   */
  protected final void dequeued(int bytes) {
    queued -= bytes;
  }

  @Override
  public final int getWriteBufferSize() {
    return queued;
  }

  /** {@return asyncio's form, with addresses instead of a descriptor} */
  @Override
  public final String toString() {
    return "<DatagramTransport" + state() + '>';
  }
}
