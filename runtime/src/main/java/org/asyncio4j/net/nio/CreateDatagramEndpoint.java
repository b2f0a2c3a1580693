package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.function.Supplier;
import org.asyncio4j.Future;
import org.asyncio4j.net.DatagramEndpoint;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.DatagramProtocol;
import org.jspecify.annotations.Nullable;

/** Opens a datagram socket. */
final class CreateDatagramEndpoint<P extends DatagramProtocol>
    extends Sequence<DatagramEndpoint<P>> {
  private final SocketNetworking networking;
  private final Supplier<? extends P> protocolFactory;
  private final @Nullable InetSocketAddress localAddr;
  private final @Nullable InetSocketAddress remoteAddr;
  private final DatagramOptions options;
  private @Nullable DatagramEndpoint<P> endpoint;

  CreateDatagramEndpoint(
      SocketNetworking networking,
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr,
      DatagramOptions options) {
    super(2);
    this.networking = networking;
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
    DatagramWire wire = networking.bind(family(), localAddr, remoteAddr, options);
    try {
      P protocol = protocolFactory.get();
      Future<Void> ready = networking.loop().createFuture();
      endpoint = new DatagramEndpoint<>(wire.open(protocol, ready), protocol);
      return ready;
    } catch (Throwable t) {
      wire.close();
      throw t;
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
