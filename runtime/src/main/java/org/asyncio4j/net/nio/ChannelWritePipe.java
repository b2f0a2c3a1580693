package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.StreamingProtocol;

/** The writing end of a pipe that the loop can watch. */
final class ChannelWritePipe<C extends SelectableChannel & WritableByteChannel>
    extends WritePipeTransport {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private final Reactor reactor;
  private final C channel;
  private final Registration registration;

  ChannelWritePipe(
      Kernel kernel, C channel, Registration registration, StreamingProtocol protocol) {
    super(kernel.loop(), channel, protocol);
    this.reactor = kernel.reactor();
    this.channel = channel;
    this.registration = registration;
    registration.callbacks(this::readerGone, this::writeReady);
  }

  /** A socket can be read from when its peer has gone; of a pipe the JDK does not tell. */
  @Override
  void begun() {
    if (channel instanceof SocketChannel) {
      registration.add(READ);
    }
  }

  @Override
  void attempt(ByteBuffer data) throws IOException {
    Channels.write(channel, data, reactor);
  }

  private void writeReady() {
    ByteBuffer buffer = reactor.outbound();
    queue().peek(buffer);
    int count;
    try {
      count = channel.write(buffer.flip());
    } catch (IOException e) {
      failed(e);
      return;
    }
    written(count);
    if (queue().isEmpty()) {
      registration.remove(WRITE);
    }
  }

  @Override
  void startWriting() {
    registration.add(WRITE);
  }

  @Override
  void stopWriting() {
    registration.remove(READ | WRITE);
  }

  @Override
  boolean isPolling() {
    return registration.watches(WRITE);
  }

  @Override
  void release() {
    registration.cancel();
    Channels.close(channel);
  }
}
