package org.asyncio4j.net;

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
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link org.asyncio4j.EventLoop} makes transports with. Called on the loop's thread; the
 * coroutines are awaited on that loop. What they declare is thrown at the await.
 */
public interface Networking extends SocketCalls {
  /**
   * Connects to a TCP server. asyncio's {@code create_connection}.
   *
   * @param protocolFactory called once connected
   * @param host a name or address
   * @param port the port
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws java.net.UnknownHostException if the name does not resolve
   * @throws java.net.ConnectException if the server refuses
   * @throws IOException if connecting fails otherwise; of several addresses, what the first one
   *     failed with if all failed alike, else "Multiple exceptions: "
   */
  default <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createConnection(
      Supplier<? extends P> protocolFactory, String host, int port) throws IOException {
    return createConnection(protocolFactory, host, port, ConnectOptions.defaults());
  }

  /**
   * Connects to a TCP server, with options.
   *
   * @param protocolFactory called once connected
   * @param host a name or address; null if the options have a channel
   * @param port the port; ignored if the options have a channel
   * @param options how to connect
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called: with
   *     TLS after the handshake
   * @throws IOException if connecting or the handshake fails
   * @throws IllegalArgumentException at the await, if the options contradict each other
   */
  <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createConnection(
      Supplier<? extends P> protocolFactory,
      @Nullable String host,
      int port,
      ConnectOptions options)
      throws IOException;

  /**
   * Connects to a server on a Unix-domain socket. asyncio's {@code create_unix_connection}.
   *
   * @param protocolFactory called once connected
   * @param path the socket
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException if connecting fails
   */
  default <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createUnixConnection(
      Supplier<? extends P> protocolFactory, Path path) throws IOException {
    return createUnixConnection(protocolFactory, path, ConnectOptions.defaults());
  }

  /**
   * Connects to a server on a Unix-domain socket, with options.
   *
   * @param protocolFactory called once connected
   * @param path the socket
   * @param options limit and TLS; the rest is ignored
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException if connecting or the handshake fails
   */
  <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> createUnixConnection(
      Supplier<? extends P> protocolFactory, Path path, ConnectOptions options) throws IOException;

  /**
   * Listens for TCP connections. asyncio's {@code create_server}.
   *
   * @param protocolFactory called for each connection
   * @param host a name or address to listen on, on each of its addresses; null or empty for all of
   *     the machine's
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server, which accepts by then
   * @throws java.net.BindException if the address is in use or not the machine's
   * @throws IOException if listening fails otherwise
   */
  default Coroutine<Server> createServer(
      Supplier<? extends StreamingProtocol> protocolFactory, @Nullable String host, int port)
      throws IOException {
    return createServer(protocolFactory, host, port, ServerOptions.defaults());
  }

  /**
   * Listens for TCP connections, with options.
   *
   * @param protocolFactory called for each connection
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @param options how to listen
   * @return a coroutine that returns the server
   * @throws IOException if listening fails
   */
  Coroutine<Server> createServer(
      Supplier<? extends StreamingProtocol> protocolFactory,
      @Nullable String host,
      int port,
      ServerOptions options)
      throws IOException;

  /**
   * Listens on a Unix-domain socket. asyncio's {@code create_unix_server}.
   *
   * @param protocolFactory called for each connection
   * @param path the socket; one that is there already is replaced, and it is deleted when the
   *     server is closed
   * @return a coroutine that returns the server, which accepts by then
   * @throws IOException if listening fails
   */
  default Coroutine<Server> createUnixServer(
      Supplier<? extends StreamingProtocol> protocolFactory, Path path) throws IOException {
    return createUnixServer(protocolFactory, path, ServerOptions.defaults());
  }

  /**
   * Listens on a Unix-domain socket, with options.
   *
   * @param protocolFactory called for each connection
   * @param path the socket
   * @param options limit, backlog, TLS and whether to accept at once; the rest is ignored
   * @return a coroutine that returns the server
   * @throws IOException if listening fails
   */
  Coroutine<Server> createUnixServer(
      Supplier<? extends StreamingProtocol> protocolFactory, Path path, ServerOptions options)
      throws IOException;

  /**
   * Opens a datagram socket. asyncio's {@code create_datagram_endpoint}.
   *
   * @param protocolFactory called once the socket is there
   * @param localAddr what to bind to; null for anything
   * @param remoteAddr the only peer; null for any
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link DatagramProtocol#connectionMade} was called
   * @throws IOException if the socket cannot be had
   */
  default <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr)
      throws IOException {
    return createDatagramEndpoint(
        protocolFactory, localAddr, remoteAddr, DatagramOptions.defaults());
  }

  /**
   * Opens a datagram socket, with options.
   *
   * @param protocolFactory called once the socket is there
   * @param localAddr what to bind to; null for anything
   * @param remoteAddr the only peer; null for any
   * @param options how to open it
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link DatagramProtocol#connectionMade} was called
   * @throws IOException if the socket cannot be had
   */
  <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<? extends P> protocolFactory,
      @Nullable InetSocketAddress localAddr,
      @Nullable InetSocketAddress remoteAddr,
      DatagramOptions options)
      throws IOException;

  /**
   * Speaks TLS on a connection from now on. asyncio's {@code start_tls}.
   *
   * @param transport a connection of this loop, no pipe; not to be used any more
   * @param protocol who is told of the connection's data, in the clear; not told again that it was
   *     made
   * @param sslcontext keys and trusted certificates
   * @param options how to speak it
   * @return a coroutine that returns the connection to use, after the handshake
   * @throws javax.net.ssl.SSLException if the handshake fails
   * @throws IOException if the connection is lost meanwhile
   */
  Coroutine<Transport> startTls(
      Transport transport, StreamingProtocol protocol, SSLContext sslcontext, TlsOptions options)
      throws IOException;

  /**
   * Makes a transport of a connection that others have accepted. asyncio's {@code
   * connect_accepted_socket}.
   *
   * @param protocolFactory called once
   * @param sock connected; the transport owns it from then on
   * @param options TLS, of the server's side; the rest is ignored
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called: with
   *     TLS after the handshake
   * @throws IOException if the handshake fails, or the channel is closed
   */
  <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel sock, ServerOptions options)
      throws IOException;

  /**
   * Makes a plain transport of a connection that others have accepted.
   *
   * @param protocolFactory called once
   * @param sock connected; the transport owns it from then on
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException if the channel is closed
   */
  default <P extends StreamingProtocol> Coroutine<ProtocolConnection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel sock) throws IOException {
    return connectAcceptedSocket(protocolFactory, sock, ServerOptions.defaults());
  }

  /**
   * Reads from a pipe. asyncio's {@code connect_read_pipe}.
   *
   * <p>A channel that can be selected, {@link java.nio.channels.Pipe.SourceChannel} or a connected
   * socket, is watched by the loop. Any other blocks: a daemon thread waits for its data as long as
   * {@link ReadTransport#isReading}. What that thread is reading by the time the transport is
   * closed is lost.
   *
   * @param protocolFactory called once; the {@link Transport} that the protocol is told of throws
   *     {@link UnsupportedOperationException} where something is to be written
   * @param pipe what to read from; the transport owns it from then on, and closes it
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException if the channel is closed
   * @throws IllegalStateException at the await, if the channel is used by a transport or selector
   */
  <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, ReadableByteChannel pipe) throws IOException;

  /**
   * Reads from a stream, {@code System.in} for example, by a thread; see {@link
   * #connectReadPipe(Supplier, ReadableByteChannel)}.
   *
   * @param protocolFactory called once
   * @param pipe what to read from; the transport owns it from then on, and closes it
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException never as yet
   */
  <P extends StreamingProtocol> Coroutine<ReadPipe<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, InputStream pipe) throws IOException;

  /**
   * Writes to a pipe. asyncio's {@code connect_write_pipe}. {@link FlowControl} is the protocol for
   * a {@link StreamWriter}.
   *
   * <p>A channel that can be selected, {@link java.nio.channels.Pipe.SinkChannel} or a connected
   * socket, is written to by the loop. Any other blocks: a daemon thread writes, as long as there
   * is something to write. That nobody reads from a pipe any more is noticed when something is
   * written.
   *
   * @param protocolFactory called once; the {@link Transport} that the protocol is told of throws
   *     {@link UnsupportedOperationException} where something is to be read
   * @param pipe what to write to; the transport owns it from then on, and closes it
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException if the channel is closed
   * @throws IllegalStateException at the await, if the channel is used by a transport or selector
   */
  <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, WritableByteChannel pipe) throws IOException;

  /**
   * Writes to a stream, {@code System.out} for example, by a thread, and flushes it; see {@link
   * #connectWritePipe(Supplier, WritableByteChannel)}.
   *
   * @param protocolFactory called once
   * @param pipe what to write to; the transport owns it from then on, and closes it
   * @param <P> the protocol's type
   * @return a coroutine that returns when {@link StreamingProtocol#connectionMade} was called
   * @throws IOException never as yet
   */
  <P extends StreamingProtocol> Coroutine<WritePipe<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, OutputStream pipe) throws IOException;

  /**
   * Sends a file over a connection, behind what was written before. asyncio's {@code sendfile}.
   *
   * @param transport a connection of this loop
   * @param file the file
   * @return a coroutine that returns how many bytes went out
   * @throws IOException if reading fails, or the connection is lost
   */
  default Coroutine<Long> sendfile(Transport transport, SeekableByteChannel file)
      throws IOException {
    return sendfile(transport, file, 0, null, true);
  }

  /**
   * Sends a part of a file over a connection, behind what was written before: by the system from a
   * {@link java.nio.channels.FileChannel} to a plain socket, else block by block, read on another
   * thread. Meanwhile nothing may be written, and nothing is received.
   *
   * @param transport a connection of this loop
   * @param file the file; its position is behind what was sent afterwards, also after a failure
   * @param offset where to begin
   * @param count how many bytes at most; null for all until the end
   * @param fallback whether to read what the system cannot send, and send to where it cannot
   * @return a coroutine that returns how many bytes went out
   * @throws IOException if reading fails, or the connection is lost
   * @throws SendfileNotAvailableException at the await, for another file without {@code fallback}
   * @throws IllegalStateException at the await, if the transport is closing, is a pipe, sends a
   *     file already, or needs {@code fallback}
   * @throws IllegalArgumentException at the await, if {@code offset} is negative or {@code count}
   *     not positive
   */
  Coroutine<Long> sendfile(
      Transport transport,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback)
      throws IOException;

  /**
   * Resolves a name, on another thread. asyncio's {@code getaddrinfo}.
   *
   * @param host a name or address
   * @param port the port of the addresses returned
   * @return a coroutine that returns the addresses in the order of the resolver, at least one
   * @throws java.net.UnknownHostException if the name does not resolve
   * @throws IOException if resolving fails otherwise
   */
  Coroutine<List<InetSocketAddress>> getaddrinfo(String host, int port) throws IOException;

  /**
   * Looks an address's name up, on another thread. asyncio's {@code getnameinfo}.
   *
   * @param sockaddr a resolved address
   * @return a coroutine that returns the name
   * @throws java.net.UnknownHostException if the address is not resolved
   * @throws IOException if looking it up fails otherwise
   */
  Coroutine<NameInfo> getnameinfo(InetSocketAddress sockaddr) throws IOException;
}
