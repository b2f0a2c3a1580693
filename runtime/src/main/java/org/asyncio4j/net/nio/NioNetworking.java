package org.asyncio4j.net.nio;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.DatagramEndpoint;
import org.asyncio4j.net.DatagramOptions;
import org.asyncio4j.net.DatagramProtocol;
import org.asyncio4j.net.Networking;
import org.asyncio4j.net.ProtocolConnection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** The transports of the default loop. */
public final class NioNetworking implements Networking {
  private final Kernel kernel;
  private final Resolver resolver;

  /**
   * Makes the transports' maker of a loop.
   *
   * @param loop its public side
   * @param reactor its inner side
   */
  public NioNetworking(EventLoop loop, Reactor reactor) {
    kernel = new Kernel(loop, reactor);
    resolver = new Resolver(kernel);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createConnection(
      Supplier<? extends P> protocolFactory,
      @Nullable String host,
      int port,
      ConnectOptions options) {
    return new CreateConnection<P>(kernel, protocolFactory, host, options) {
      @Override
      @Nullable Object connect() throws Throwable {
        SocketChannel given = options.sock();
        if (given != null) {
          given.configureBlocking(false);
          return new Connecting.Connected(given, kernel.reactor().register(given));
        }
        if (host == null) {
          throw new IllegalArgumentException(
              "host and port was not specified and no sock specified");
        }
        return await(connectTo(host, port, options));
      }
    };
  }

  private Coroutine<Connecting.Connected> connectTo(String host, int port, ConnectOptions options) {
    return new Sequence<>(2) {
      private @Nullable Future<Connecting.Connected> connecting;

      @Override
      @SuppressWarnings("unchecked")
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        if (number == 0) {
          return await(resolver.resolve(host, port));
        }
        connecting =
            Connecting.toAny(
                kernel, (List<InetSocketAddress>) Objects.requireNonNull(value), options);
        return await(connecting);
      }

      @Override
      void abandoned() {
        CreateConnection.discard(connecting);
      }
    };
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createUnixConnection(
      Supplier<? extends P> protocolFactory, Path path, ConnectOptions options) {
    return new CreateConnection<P>(kernel, protocolFactory, null, options) {
      private @Nullable Future<Connecting.Connected> connecting;

      @Override
      @Nullable Object connect() throws Throwable {
        connecting = Connecting.to(kernel, UnixDomainSocketAddress.of(path), options);
        return await(connecting);
      }

      @Override
      void abandoned() {
        discard(connecting);
        super.abandoned();
      }
    };
  }

  @Override
  public Coroutine<Server> createServer(
      Supplier<? extends StreamingProtocol> protocolFactory,
      @Nullable String host,
      int port,
      ServerOptions options) {
    return new CreateServer(kernel, protocolFactory, options) {
      @Override
      @Nullable Object addresses() throws Throwable {
        if (options.sock() != null) {
          return List.of();
        }
        return host == null || host.isEmpty()
            ? List.of(new InetSocketAddress(port))
            : await(resolver.resolve(host, port));
      }
    };
  }

  @Override
  public Coroutine<Server> createUnixServer(
      Supplier<? extends StreamingProtocol> protocolFactory, Path path, ServerOptions options) {
    return new CreateServer(kernel, protocolFactory, options) {
      @Override
      Object addresses() {
        return List.of(UnixDomainSocketAddress.of(path));
      }
    };
  }

  @Override
  public <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr,
      DatagramOptions options) {
    return new CreateDatagramEndpoint<>(kernel, protocolFactory, localAddr, remoteAddr, options);
  }

  @Override
  public Coroutine<Transport> startTls(
      Transport transport, StreamingProtocol protocol, SSLContext sslcontext, TlsOptions options) {
    return new StartTls(kernel, transport, protocol, sslcontext, options);
  }

  @Override
  public Coroutine<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    return resolver.resolve(host, port);
  }
}
