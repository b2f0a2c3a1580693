package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.function.Supplier;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramEndpoint;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.DatagramProtocol;
import org.jspecify.annotations.Nullable;

/** Opens a datagram socket. */
final class CreateDatagramEndpoint<P extends DatagramProtocol>
    extends Sequence<DatagramEndpoint<P>> {
  private final Kernel kernel;
  private final Supplier<? extends P> protocolFactory;
  private final @Nullable InetSocketAddress localAddr;
  private final @Nullable InetSocketAddress remoteAddr;
  private final DatagramOptions options;
  private @Nullable DatagramEndpoint<P> endpoint;

  CreateDatagramEndpoint(
      Kernel kernel,
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr,
      DatagramOptions options) {
    super(2);
    this.kernel = kernel;
    this.protocolFactory = protocolFactory;
    this.localAddr = localAddr;
    this.remoteAddr = remoteAddr;
    this.options = options;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    return number == 0 ? await(begin()) : endpoint;
  }

  private Future<Void> begin() throws IOException {
    if (localAddr == null && remoteAddr == null && options.family() == null) {
      throw new IllegalArgumentException("unexpected address family");
    }
    DatagramChannel channel = DatagramChannel.open(family());
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, options.allowBroadcast());
      if (options.reusePort()) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Unlike Python's, a channel must be bound to receive; sending would bind it as well.
      bind(channel);
      if (remoteAddr != null) {
        channel.connect(remoteAddr);
      }
      P protocol = protocolFactory.get();
      Future<Void> ready = kernel.loop().createFuture();
      endpoint =
          new DatagramEndpoint<>(
              new DatagramChannelTransport(
                  kernel, channel, kernel.reactor().register(channel), protocol, ready),
              protocol);
      return ready;
    } catch (Throwable t) {
      Channels.close(channel);
      throw t;
    }
  }

  private void bind(DatagramChannel channel) throws IOException {
    try {
      channel.bind(localAddr);
    } catch (IOException e) {
      throw SocketFailures.ofBind(Objects.requireNonNull(localAddr), e);
    }
  }

  private ProtocolFamily family() {
    if (options.family() != null) {
      return options.family();
    }
    InetSocketAddress given = localAddr != null ? localAddr : remoteAddr;
    return given != null && given.getAddress().getAddress().length == 4
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  @Override
  void abandoned() {
    if (endpoint != null) {
      endpoint.transport().close();
    }
  }

  @Override
  protected String qualifiedName() {
    return "create_datagram_endpoint";
  }
}
