package org.asyncio4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
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

/** A loop that has its transports made by somebody else, who is made when first needed. */
abstract class NetworkingLoop extends EventLoop {
  private @Nullable Networking networking;

  /** Called once, on the loop's thread. */
  abstract Networking makeNetworking();

  final Networking networking() {
    Networking made = networking;
    if (made == null) {
      made = makeNetworking();
      networking = made;
    }
    return made;
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createConnection(
      Supplier<? extends P> protocolFactory,
      @Nullable String host,
      int port,
      ConnectOptions options)
      throws IOException {
    return networking().createConnection(protocolFactory, host, port, options);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createUnixConnection(
      Supplier<? extends P> protocolFactory, Path path, ConnectOptions options) throws IOException {
    return networking().createUnixConnection(protocolFactory, path, options);
  }

  @Override
  public Coroutine<Server> createServer(
      Supplier<? extends StreamingProtocol> protocolFactory,
      @Nullable String host,
      int port,
      ServerOptions options)
      throws IOException {
    return networking().createServer(protocolFactory, host, port, options);
  }

  @Override
  public Coroutine<Server> createUnixServer(
      Supplier<? extends StreamingProtocol> protocolFactory, Path path, ServerOptions options)
      throws IOException {
    return networking().createUnixServer(protocolFactory, path, options);
  }

  @Override
  public <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr,
      DatagramOptions options)
      throws IOException {
    return networking().createDatagramEndpoint(protocolFactory, localAddr, remoteAddr, options);
  }

  @Override
  public Coroutine<Transport> startTls(
      Transport transport, StreamingProtocol protocol, SSLContext sslcontext, TlsOptions options)
      throws IOException {
    return networking().startTls(transport, protocol, sslcontext, options);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel sock, ServerOptions options)
      throws IOException {
    return networking().connectAcceptedSocket(protocolFactory, sock, options);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, ReadableByteChannel pipe) throws IOException {
    return networking().connectReadPipe(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, InputStream pipe) throws IOException {
    return networking().connectReadPipe(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, WritableByteChannel pipe) throws IOException {
    return networking().connectWritePipe(protocolFactory, pipe);
  }

  @Override
  public <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, OutputStream pipe) throws IOException {
    return networking().connectWritePipe(protocolFactory, pipe);
  }

  @Override
  public Coroutine<Long> sendfile(
      Transport transport,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback)
      throws IOException {
    return networking().sendfile(transport, file, offset, count, fallback);
  }

  @Override
  public Coroutine<List<InetSocketAddress>> getaddrinfo(String host, int port) throws IOException {
    return networking().getaddrinfo(host, port);
  }

  @Override
  public Coroutine<NameInfo> getnameinfo(InetSocketAddress sockaddr) throws IOException {
    return networking().getnameinfo(sockaddr);
  }
}
