package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.asyncio4j.Future;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/** Listens on addresses. */
abstract class CreateServer extends Sequence<Server> {
  private final SocketNetworking networking;
  private final Supplier<? extends StreamingProtocol> protocolFactory;
  private final ServerOptions options;
  private @Nullable Server server;

  CreateServer(
      SocketNetworking networking,
      Supplier<? extends StreamingProtocol> protocolFactory,
      ServerOptions options) {
    super(3);
    this.networking = networking;
    this.protocolFactory = protocolFactory;
    this.options = options;
  }

  /** Returns or awaits the list of addresses to listen on. */
  abstract @Nullable Object addresses() throws Throwable;

  @Override
  @SuppressWarnings("unchecked")
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    switch (number) {
      case 0:
        return addresses();
      case 1:
        Server made = serve(sockets((List<? extends SocketAddress>) Objects.requireNonNull(value)));
        server = made;
        // asyncio has a turn go by, so that the sockets are watched.
        return options.startServing() ? await(made.startServing()) : null;
      default:
        return server;
    }
  }

  /** The sockets that listen on some addresses. */
  List<Listening> sockets(List<? extends SocketAddress> addresses) throws IOException {
    List<Listening> sockets = new ArrayList<>();
    try {
      if (options.sock() != null) {
        sockets.add(networking.adopt(options.sock(), options));
      }
      for (SocketAddress address : new LinkedHashSet<>(addresses)) {
        if (isWanted(address)) {
          if (address instanceof UnixDomainSocketAddress unix) {
            SocketServer.deleteSocket(unix.getPath());
          }
          sockets.add(networking.listen(address, options));
        }
      }
      return sockets;
    } catch (Throwable t) {
      sockets.forEach(Listening::close);
      throw t;
    }
  }

  private Server serve(List<Listening> sockets) throws IOException {
    if (sockets.isEmpty()) {
      throw new IOException("getaddrinfo() returned empty list");
    }
    return new SocketServer(networking.loop(), sockets, this::accepted);
  }

  private boolean isWanted(SocketAddress address) {
    return options.family() == null
        || !(address instanceof InetSocketAddress)
        || options.family() == Families.of(address);
  }

  private void accepted(SocketServer owner, Wire wire) throws IOException {
    StreamingProtocol protocol = protocolFactory.get();
    if (options.ssl() != null) {
      protocol =
          TlsProtocol.of(
              networking.kernel(), protocol, options.ssl(), options.tls(), "", handshake());
    }
    wire.open(protocol, owner, null);
  }

  /** Nobody waits for it: a client that speaks no TLS is of no interest, as in asyncio. */
  private Future<Void> handshake() {
    Future<Void> ready = networking.loop().createFuture();
    ready.addDoneCallback(
        done -> {
          if (!done.isCancelled()) {
            done.exception();
          }
        });
    return ready;
  }

  @Override
  void abandoned() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected String qualifiedName() {
    return "create_server";
  }
}
