package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.StreamingProtocol;

/** The reading end of a pipe that the loop can watch. */
final class ChannelReadPipe<C extends SelectableChannel & ReadableByteChannel>
    extends ReadPipeTransport {
  private static final int READ = SelectionKey.OP_READ;

  private final Reactor reactor;
  private final C channel;
  private final Registration registration;

  ChannelReadPipe(Kernel kernel, C channel, Registration registration, StreamingProtocol protocol) {
    super(kernel.loop(), channel, protocol);
    this.reactor = kernel.reactor();
    this.channel = channel;
    this.registration = registration;
    registration.callbacks(this::readReady, () -> {});
  }

  private void readReady() {
    ByteBuffer buffer = reactor.inbound();
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException e) {
      failed(SocketFailures.ofConnection(e));
      return;
    }
    if (count < 0) {
      ended();
    } else if (count > 0) {
      received(buffer.flip());
    }
  }

  @Override
  void startReading() {
    registration.add(READ);
  }

  @Override
  void stopReading() {
    registration.remove(READ);
  }

  @Override
  boolean isPolling() {
    return registration.watches(READ);
  }

  @Override
  void release() {
    registration.cancel();
    Channels.close(channel);
  }
}
