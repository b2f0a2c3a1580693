package org.asyncio4j.net.nio;

import java.util.Objects;
import java.util.function.Supplier;
import org.asyncio4j.Future;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.ProtocolConnection;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Connects, and makes transport and protocol of the channel. */
abstract class CreateConnection<P extends StreamingProtocol>
    extends Sequence<ProtocolConnection<P>> {
  private final Kernel kernel;
  private final Supplier<? extends P> protocolFactory;
  private final @Nullable String host;
  private final ConnectOptions options;
  private @Nullable P protocol;
  private @Nullable Transport transport;

  CreateConnection(
      Kernel kernel,
      Supplier<? extends P> protocolFactory,
      @Nullable String host,
      ConnectOptions options) {
    super(3);
    this.kernel = kernel;
    this.protocolFactory = protocolFactory;
    this.host = host;
    this.options = options;
  }

  /** Returns or awaits a {@link Wire}. */
  abstract @Nullable Object connect() throws Throwable;

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    return switch (number) {
      case 0 -> {
        check();
        yield connect();
      }
      case 1 -> await(begin((Wire) Objects.requireNonNull(value)));
      default ->
          new ProtocolConnection<>(
              Objects.requireNonNull(transport), Objects.requireNonNull(protocol));
    };
  }

  private void check() {
    String serverHostname = options.tls().serverHostname();
    if (options.ssl() == null && serverHostname != null) {
      throw new IllegalArgumentException("server_hostname is only meaningful with ssl");
    }
    if (options.ssl() != null
        && !options.tls().serverSide()
        && serverHostname == null
        && (host == null || host.isEmpty())) {
      throw new IllegalArgumentException(
          "You must set server_hostname when using ssl without a host");
    }
    if (options.sock() != null && host != null) {
      throw new IllegalArgumentException(
          "host/port and sock can not be specified at the same time");
    }
  }

  /** A future of the moment when the protocol has been told. */
  private Future<Void> begin(Wire wire) throws Throwable {
    try {
      P made = protocolFactory.get();
      protocol = made;
      Future<Void> ready = kernel.loop().createFuture();
      if (options.ssl() == null) {
        transport = wire.open(made, null, ready);
      } else {
        TlsProtocol tls =
            TlsProtocol.of(
                kernel, made, options.ssl(), options.tls(), host == null ? "" : host, ready);
        transport = tls.transport();
        wire.open(tls, null, null);
      }
      return ready;
    } catch (Throwable t) {
      wire.close();
      throw t;
    }
  }

  @Override
  void abandoned() {
    if (transport != null) {
      transport.close();
    }
  }

  /** Ends an attempt whose result nobody will get. */
  static void discard(@Nullable Future<Wire> connecting) {
    if (connecting != null && !connecting.cancel() && isConnected(connecting)) {
      connecting.result().close();
    }
  }

  private static boolean isConnected(Future<?> done) {
    return !done.isCancelled() && done.exception() == null;
  }

  @Override
  protected String qualifiedName() {
    return "create_connection";
  }
}
