package org.asyncio4j.net.nio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Supplier;
import org.asyncio4j.Coroutine;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.ReadPipe;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.WritePipe;

/** Transports of pipes: watched by the loop if that is possible, else served by threads. */
final class Pipes {
  private final Kernel kernel;
  private final Watches watches;

  Pipes(Kernel kernel, Watches watches) {
    this.kernel = kernel;
    this.watches = watches;
  }

  <P extends StreamingProtocol> Coroutine<ReadPipe<P>> read(
      Supplier<? extends P> protocolFactory, ReadableByteChannel pipe) {
    return connectRead(
        protocolFactory,
        protocol ->
            pipe instanceof SelectableChannel
                ? watchedRead((SelectableChannel & ReadableByteChannel) pipe, protocol)
                : BlockingReadPipe.open(kernel.loop(), pipe, protocol));
  }

  <P extends StreamingProtocol> Coroutine<ReadPipe<P>> read(
      Supplier<? extends P> protocolFactory, InputStream pipe) {
    return connectRead(
        protocolFactory, protocol -> BlockingReadPipe.open(kernel.loop(), pipe, protocol));
  }

  private <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectRead(
      Supplier<? extends P> protocolFactory, ConnectPipe.Opening opening) {
    return new ConnectPipe<P, ReadPipe<P>>(
        kernel.loop(), "connect_read_pipe", protocolFactory, opening, ReadPipe::new);
  }

  private <C extends SelectableChannel & ReadableByteChannel> Transport watchedRead(
      C pipe, StreamingProtocol protocol) throws IOException {
    ChannelReadPipe<C> transport = new ChannelReadPipe<>(kernel, pipe, register(pipe), protocol);
    transport.begin();
    return transport;
  }

  <P extends StreamingProtocol> Coroutine<WritePipe<P>> write(
      Supplier<? extends P> protocolFactory, WritableByteChannel pipe) {
    return connectWrite(
        protocolFactory,
        protocol ->
            pipe instanceof SelectableChannel
                ? watchedWrite((SelectableChannel & WritableByteChannel) pipe, protocol)
                : BlockingWritePipe.open(kernel.loop(), pipe, protocol));
  }

  <P extends StreamingProtocol> Coroutine<WritePipe<P>> write(
      Supplier<? extends P> protocolFactory, OutputStream pipe) {
    return connectWrite(
        protocolFactory, protocol -> BlockingWritePipe.open(kernel.loop(), pipe, protocol));
  }

  private <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWrite(
      Supplier<? extends P> protocolFactory, ConnectPipe.Opening opening) {
    return new ConnectPipe<P, WritePipe<P>>(
        kernel.loop(), "connect_write_pipe", protocolFactory, opening, WritePipe::new);
  }

  private <C extends SelectableChannel & WritableByteChannel> Transport watchedWrite(
      C pipe, StreamingProtocol protocol) throws IOException {
    ChannelWritePipe<C> transport = new ChannelWritePipe<>(kernel, pipe, register(pipe), protocol);
    transport.begin();
    return transport;
  }

  private Registration register(SelectableChannel pipe) throws IOException {
    pipe.configureBlocking(false);
    watches.checkFree(pipe);
    return kernel.reactor().register(pipe);
  }
}
