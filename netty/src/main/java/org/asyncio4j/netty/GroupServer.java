package org.asyncio4j.netty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.asyncio4j.Asyncio;
import org.asyncio4j.EventLoop;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on all loops of a {@link LoopGroup}. With native sockets each loop listens on the same
 * port and the system spreads the connections; with {@link TransportKind#NIO} the first accepts and
 * hands them to all in turn. Its methods may be called from any thread without a running loop; they
 * wait until all loops have done it.
 */
public final class GroupServer implements AutoCloseable {
  private final List<EventLoop> loops;
  private final Function<EventLoop, Supplier<? extends StreamingProtocol>> factories;
  private final ServerOptions options;

  // Written before the server is handed out.
  private final List<Server> servers = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  GroupServer(
      List<EventLoop> loops,
      Function<EventLoop, Supplier<? extends StreamingProtocol>> factories,
      ServerOptions options) {
    this.loops = loops;
    this.factories = factories;
    this.options = options;
  }

  /** Has each loop listen on the same port. */
  void acceptOnAll(@Nullable String host, int port) throws IOException {
    ServerOptions shared =
        new ServerOptions(
            options.limit(),
            options.ssl(),
            options.tls(),
            options.family(),
            options.sock(),
            options.backlog(),
            options.reuseAddress(),
            true,
            options.startServing());
    EventLoop first = loops.get(0);
    noteAddresses(add(first, host, port, shared));
    for (EventLoop loop : loops.subList(1, loops.size())) {
      for (InetSocketAddress address : addresses) {
        add(loop, address.getAddress().getHostAddress(), address.getPort(), shared);
      }
    }
  }

  private Server add(EventLoop loop, @Nullable String host, int port, ServerOptions how)
      throws IOException {
    Server server =
        OnLoops.await(
            OnLoops.begin(loop, () -> loop.createServer(factories.apply(loop), host, port, how)));
    servers.add(server);
    return server;
  }

  /** Has the first loop listen and hand out what it accepts. */
  void acceptOnOne(@Nullable String host, int port) throws IOException {
    List<Handover> others = new ArrayList<>();
    for (EventLoop loop : loops.subList(1, loops.size())) {
      NettyPoller poller = poller(loop);
      Handover handover = new Handover(poller);
      others.add(handover);
      servers.add(
          OnLoops.await(
              OnLoops.begin(
                  loop,
                  () ->
                      new NettyNetworking(poller, List.of())
                          .serve(factories.apply(loop), options, List.of(handover)))));
    }
    EventLoop first = loops.get(0);
    Server server =
        OnLoops.await(
            OnLoops.begin(
                first,
                () ->
                    new NettyNetworking(poller(first), others)
                        .createServer(factories.apply(first), host, port, options)));
    servers.add(0, server);
    noteAddresses(server);
  }

  private static NettyPoller poller(EventLoop loop) {
    return ((NettyEngine) loop.engine()).poller();
  }

  private void noteAddresses(Server server) throws IOException {
    addresses.addAll(
        OnLoops.await(
            OnLoops.begin(
                server.getLoop(),
                () -> {
                  List<InetSocketAddress> found = new ArrayList<>();
                  for (TransportSocket socket : server.sockets()) {
                    SocketAddress address = socket.getsockname();
                    found.add((InetSocketAddress) Objects.requireNonNull(address));
                  }
                  return Asyncio.done(found);
                })));
  }

  /** {@return the addresses that it listens, or did listen, on} */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /**
   * Stops listening; the connections of clients go on. Does nothing if that was done.
   *
   * @throws IllegalStateException if a loop runs on this thread
   */
  @Override
  public void close() {
    onAll(Server::close);
  }

  /**
   * Closes the connections of all clients, each once all that was written to it has gone out.
   *
   * @throws IllegalStateException if a loop runs on this thread
   */
  public void closeClients() {
    onAll(Server::closeClients);
  }

  /**
   * Closes the connections of all clients at once.
   *
   * @throws IllegalStateException if a loop runs on this thread
   */
  public void abortClients() {
    onAll(Server::abortClients);
  }

  /** On a loop that is closed there is nothing left to do it to. */
  private void onAll(Consumer<Server> action) {
    OnLoops.checkMayWait();
    for (Server server : servers) {
      try {
        OnLoops.begin(
                server.getLoop(),
                () -> {
                  action.accept(server);
                  return Asyncio.done();
                })
            .join();
      } catch (IllegalStateException | CompletionException e) {
        if (!server.getLoop().isClosed()) {
          throw e;
        }
      }
    }
  }

  /**
   * Waits until the server is closed and the connections of all its clients are gone.
   *
   * @throws IllegalStateException if a loop is closed meanwhile, or runs on this thread
   */
  public void waitClosed() {
    OnLoops.checkMayWait();
    List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    for (Server server : servers) {
      outcomes.add(OnLoops.begin(server.getLoop(), server::waitClosed));
    }
    outcomes.forEach(CompletableFuture::join);
  }

  /** {@return {@code <GroupServer addresses=[...]>}} */
  @Override
  public String toString() {
    return "<GroupServer addresses=" + addresses + '>';
  }
}
