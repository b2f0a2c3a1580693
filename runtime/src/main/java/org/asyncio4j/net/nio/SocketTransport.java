package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/** A connection over a channel of the JDK, TCP or Unix-domain. */
final class SocketTransport extends StreamTransport {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Reactor reactor;
  private final SocketChannel channel;
  private final Registration registration;
  private final SocketOutgoing outgoing;

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
    super(kernel.loop(), new SocketInfo(new ChannelSocket(channel)), protocol, server);
    this.reactor = kernel.reactor();
    this.channel = channel;
    this.registration = registration;
    this.outgoing = new SocketOutgoing(this, reactor, channel, registration);
    if (info().isInternet()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    registration.callbacks(this::readReady, outgoing::sendQueued);
    begin(connected);
  }

  @Override
  protected SocketOutgoing outgoing() {
    return outgoing;
  }

  private void readReady() {
    if (isLost()) {
      return;
    }
    BufferedProtocol buffered = protocol() instanceof BufferedProtocol b ? b : null;
    ByteBuffer buffer = buffered == null ? reactor.inbound() : bufferOf(buffered);
    if (buffer == null) {
      return;
    }
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException e) {
      readFailed(e);
      return;
    }
    if (count < 0) {
      endReceived();
    } else if (count > 0) {
      if (buffered == null) {
        deliver(buffer.flip());
      } else {
        updated(buffered, count);
      }
    }
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
  protected boolean isPolling() {
    return registration.watches(READ);
  }

  @Override
  public boolean sendsFiles() {
    return true;
  }

  @Override
  protected void closeSocket() {
    registration.cancel();
    Channels.close(channel);
  }
}
