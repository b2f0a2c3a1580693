package org.asyncio4j.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's functions for streams. Meant for static import, as {@link Asyncio} is. Called anywhere;
 * what they return is awaited on a running loop.
 */
public final class Streams {
  private Streams() {}

  /**
   * Connects to a TCP server. Mirrors {@code asyncio.open_connection}.
   *
   * @param host a name or address
   * @param port the port
   * @return a coroutine that returns reader and writer
   * @throws java.net.UnknownHostException if the name does not resolve
   * @throws java.net.ConnectException if the server refuses
   * @throws IOException if connecting fails otherwise
   */
  public static Coroutine<Connection> openConnection(String host, int port) throws IOException {
    return openConnection(host, port, ConnectOptions.defaults());
  }

  /**
   * Connects to a TCP server, with options.
   *
   * @param host a name or address; null if the options have a channel
   * @param port the port
   * @param options how to connect
   * @return a coroutine that returns reader and writer
   * @throws IOException if connecting or the TLS handshake fails
   */
  public static Coroutine<Connection> openConnection(
      @Nullable String host, int port, ConnectOptions options) throws IOException {
    return new OpenConnection(
        options.limit(), (loop, factory) -> loop.createConnection(factory, host, port, options));
  }

  /**
   * Connects to a server on a Unix-domain socket. Mirrors {@code asyncio.open_unix_connection}.
   *
   * @param path the socket
   * @return a coroutine that returns reader and writer
   * @throws IOException if connecting fails
   */
  public static Coroutine<Connection> openUnixConnection(Path path) throws IOException {
    return openUnixConnection(path, ConnectOptions.defaults());
  }

  /**
   * Connects to a server on a Unix-domain socket, with options.
   *
   * @param path the socket
   * @param options limit and TLS
   * @return a coroutine that returns reader and writer
   * @throws IOException if connecting or the TLS handshake fails
   */
  public static Coroutine<Connection> openUnixConnection(Path path, ConnectOptions options)
      throws IOException {
    return new OpenConnection(
        options.limit(), (loop, factory) -> loop.createUnixConnection(factory, path, options));
  }

  /**
   * Listens for TCP connections. Mirrors {@code asyncio.start_server}.
   *
   * @param handler called for each client
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server, which accepts by then
   * @throws java.net.BindException if the address is in use or not the machine's
   * @throws IOException if listening fails otherwise
   */
  public static Coroutine<Server> startServer(
      ClientHandler handler, @Nullable String host, int port) throws IOException {
    return startServer(handler, host, port, ServerOptions.defaults());
  }

  /**
   * Listens for TCP connections, with options.
   *
   * @param handler called for each client
   * @param host a name or address to listen on; null or empty for all of the machine's
   * @param port the port; 0 for any free one
   * @param options how to listen
   * @return a coroutine that returns the server
   * @throws IOException if listening fails
   */
  public static Coroutine<Server> startServer(
      ClientHandler handler, @Nullable String host, int port, ServerOptions options)
      throws IOException {
    return new StartServer(
        loop -> loop.createServer(protocols(loop, handler, options.limit()), host, port, options));
  }

  /**
   * Listens on a Unix-domain socket. Mirrors {@code asyncio.start_unix_server}.
   *
   * @param handler called for each client
   * @param path the socket; one that is there already is replaced
   * @return a coroutine that returns the server, which accepts by then
   * @throws IOException if listening fails
   */
  public static Coroutine<Server> startUnixServer(ClientHandler handler, Path path)
      throws IOException {
    return startUnixServer(handler, path, ServerOptions.defaults());
  }

  /**
   * Listens on a Unix-domain socket, with options.
   *
   * @param handler called for each client
   * @param path the socket; one that is there already is replaced
   * @param options limit, backlog, TLS and whether to accept at once
   * @return a coroutine that returns the server
   * @throws IOException if listening fails
   */
  public static Coroutine<Server> startUnixServer(
      ClientHandler handler, Path path, ServerOptions options) throws IOException {
    return new StartServer(
        loop -> loop.createUnixServer(protocols(loop, handler, options.limit()), path, options));
  }

  private static Supplier<StreamReaderProtocol> protocols(
      EventLoop loop, ClientHandler handler, int limit) {
    return () -> new StreamReaderProtocol(new StreamReader(limit, loop), handler, loop);
  }

  /** One of the ways to connect. */
  @FunctionalInterface
  private interface Connecting {
    Coroutine<ProtocolConnection<StreamReaderProtocol>> connect(
        EventLoop loop, Supplier<StreamReaderProtocol> factory) throws IOException;
  }

  private static final class OpenConnection extends Coroutine<Connection> {
    private final int limit;
    private final Connecting connecting;
    private boolean begun;

    OpenConnection(int limit, Connecting connecting) {
      this.limit = limit;
      this.connecting = connecting;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      Object outcome = value;
      if (!begun) {
        begun = true;
        EventLoop loop = Asyncio.getRunningLoop();
        StreamReader reader = new StreamReader(limit, loop);
        StreamReaderProtocol protocol = new StreamReaderProtocol(reader, null, loop);
        outcome = await(connecting.connect(loop, () -> protocol));
      }
      return outcome instanceof ProtocolConnection<?> made
          ? ((StreamReaderProtocol) made.protocol()).connection(made.transport())
          : outcome;
    }

    @Override
    protected String qualifiedName() {
      return "open_connection";
    }
  }

  /** One of the ways to listen. */
  @FunctionalInterface
  private interface Listening {
    Coroutine<Server> listen(EventLoop loop) throws IOException;
  }

  private static final class StartServer extends Coroutine<Server> {
    private final Listening listening;

    StartServer(Listening listening) {
      this.listening = listening;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      return tail(listening.listen(Asyncio.getRunningLoop()));
    }

    @Override
    protected String qualifiedName() {
      return "start_server";
    }
  }
}
