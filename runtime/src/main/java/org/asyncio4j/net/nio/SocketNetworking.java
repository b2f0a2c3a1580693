package org.asyncio4j.net.nio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
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
import org.asyncio4j.net.NameInfo;
import org.asyncio4j.net.Networking;
import org.asyncio4j.net.ProtocolConnection;
import org.asyncio4j.net.ReadPipe;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.WritePipe;
import org.jspecify.annotations.Nullable;

/**
 * Makes transports of sockets: how connections, servers and TLS come about, for all loops. What the
 * sockets are each loop says for itself. Confined to the loop's thread.
 */
public abstract class SocketNetworking extends ChannelCalls implements Networking {
  private final Kernel kernel;
  private final Pipes pipes;

  /**
   * Makes the transports' maker of a loop.
   *
   * @param loop its public side
   * @param reactor its inner side
   */
  protected SocketNetworking(EventLoop loop, Reactor reactor) {
    super(loop, reactor);
    kernel = new Kernel(loop, reactor);
    pipes = new Pipes(kernel, watches());
  }

  /** {@return the loop's public side} */
  protected final EventLoop loop() {
    return kernel.loop();
  }

  /** {@return the loop's inner side} */
  protected final Reactor reactor() {
    return kernel.reactor();
  }

  final Kernel kernel() {
    return kernel;
  }

  /**
   * Begins to connect a new socket.
   *
   * @param address where to
   * @param local what to bind to before; null for anything; of no effect on Unix-domain sockets
   * @param outcome told how it ends
   * @return to cancel it with
   * @throws IOException if it fails at once; the outcome is not told then
   */
  public abstract Dialing dial(
      SocketAddress address, @Nullable InetSocketAddress local, Dialing.Outcome outcome)
      throws IOException;

  /**
   * Takes over a socket of the JDK.
   *
   * @param given connected
   * @return the socket
   * @throws IOException if it is not usable
   */
  public abstract Wire adopt(SocketChannel given) throws IOException;

  /**
   * Listens.
   *
   * @param address what to bind to
   * @param options how
   * @return a socket that does not accept yet
   * @throws IOException if the address cannot be bound, naming it
   */
  public abstract Listening listen(SocketAddress address, ServerOptions options) throws IOException;

  /**
   * Takes over a listening socket of the JDK.
   *
   * @param given bound
   * @param options how to listen
   * @return a socket that does not accept yet
   * @throws IOException if it is not usable
   */
  public abstract Listening adopt(ServerSocketChannel given, ServerOptions options)
      throws IOException;

  /**
   * Opens a datagram socket.
   *
   * @param family its address family
   * @param local what to bind to; null for anything
   * @param remote the only peer; null for any
   * @param options how
   * @return a bound socket
   * @throws IOException if it cannot be had
   */
  public abstract DatagramWire bind(
      ProtocolFamily family,
      @Nullable InetSocketAddress local,
      @Nullable InetSocketAddress remote,
      DatagramOptions options)
      throws IOException;

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
          return adopt(given);
        }
        if (host == null) {
          throw new IllegalArgumentException(
              "host and port was not specified and no sock specified");
        }
        return await(connectTo(host, port, options));
      }
    };
  }

  private Coroutine<Wire> connectTo(String host, int port, ConnectOptions options) {
    return new Sequence<>(2) {
      private @Nullable Future<Wire> connecting;

      @Override
      @SuppressWarnings("unchecked")
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        if (number == 0) {
          return await(resolver().resolve(host, port));
        }
        connecting =
            Connecting.toAny(
                SocketNetworking.this,
                (List<InetSocketAddress>) Objects.requireNonNull(value),
                options);
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
      private @Nullable Future<Wire> connecting;

      @Override
      @Nullable Object connect() throws Throwable {
        connecting =
            Connecting.to(SocketNetworking.this, UnixDomainSocketAddress.of(path), options);
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
    return new CreateServer(this, protocolFactory, options) {
      @Override
      @Nullable Object addresses() throws Throwable {
        if (options.sock() != null) {
          return List.of();
        }
        return host == null || host.isEmpty()
            ? List.of(new InetSocketAddress(port))
            : await(resolver().resolve(host, port));
      }
    };
  }

  /**
   * Serves on sockets that are there already.
   *
   * @param protocolFactory called for each connection
   * @param options how to serve
   * @param sockets at least one
   * @return a coroutine that returns the server
   */
  public Coroutine<Server> serve(
      Supplier<? extends StreamingProtocol> protocolFactory,
      ServerOptions options,
      List<Listening> sockets) {
    return new CreateServer(this, protocolFactory, options) {
      @Override
      Object addresses() {
        return List.of();
      }

      @Override
      List<Listening> sockets(List<? extends SocketAddress> addresses) {
        return sockets;
      }
    };
  }

  @Override
  public Coroutine<Server> createUnixServer(
      Supplier<? extends StreamingProtocol> protocolFactory, Path path, ServerOptions options) {
    return new CreateServer(this, protocolFactory, options) {
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
    return new CreateDatagramEndpoint<>(this, protocolFactory, localAddr, remoteAddr, options);
  }

  @Override
  public Coroutine<Transport> startTls(
      Transport transport, StreamingProtocol protocol, SSLContext sslcontext, TlsOptions options) {
    return new StartTls(kernel, transport, protocol, sslcontext, options);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel sock, ServerOptions options) {
    return new CreateConnection<P>(
        kernel, protocolFactory, null, ConnectOptions.accepted(sock, options)) {
      @Override
      Object connect() throws IOException {
        return adopt(sock);
      }
    };
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, ReadableByteChannel pipe) {
    return pipes.read(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, InputStream pipe) {
    return pipes.read(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, WritableByteChannel pipe) {
    return pipes.write(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, OutputStream pipe) {
    return pipes.write(protocolFactory, pipe);
  }

  @Override
  public Coroutine<Long> sendfile(
      Transport transport,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback) {
    return Sendfile.over(loop(), transport, file, offset, count, fallback);
  }

  @Override
  public Coroutine<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    return resolver().resolve(host, port);
  }

  @Override
  public Coroutine<NameInfo> getnameinfo(InetSocketAddress sockaddr) {
    return resolver().getnameinfo(sockaddr);
  }
}
