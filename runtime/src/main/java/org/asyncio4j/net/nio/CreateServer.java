package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.asyncio4j.Future;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/** Listens on addresses. */
abstract class CreateServer extends Sequence<Server> {
  private final Kernel kernel;
  private final Supplier<? extends StreamingProtocol> protocolFactory;
  private final ServerOptions options;
  private @Nullable Server server;

  CreateServer(
      Kernel kernel, Supplier<? extends StreamingProtocol> protocolFactory, ServerOptions options) {
    super(3);
    this.kernel = kernel;
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
        Server made = open((List<? extends SocketAddress>) Objects.requireNonNull(value));
        server = made;
        // asyncio has a turn go by, so that the sockets are watched.
        return options.startServing() ? await(made.startServing()) : null;
      default:
        return server;
    }
  }

  private Server open(List<? extends SocketAddress> addresses) throws IOException {
    List<ServerSocketChannel> channels = new ArrayList<>();
    try {
      if (options.sock() != null) {
        channels.add(options.sock());
      }
      for (SocketAddress address : new LinkedHashSet<>(addresses)) {
        if (isWanted(address)) {
          channels.add(bind(address));
        }
      }
      if (channels.isEmpty()) {
        throw new IOException("getaddrinfo() returned empty list");
      }
      return new SocketServer(kernel, channels, options.backlog(), this::accepted);
    } catch (Throwable t) {
      channels.forEach(Channels::close);
      throw t;
    }
  }

  private boolean isWanted(SocketAddress address) {
    return options.family() == null
        || !(address instanceof InetSocketAddress)
        || options.family() == familyOf(address);
  }

  private ServerSocketChannel bind(SocketAddress address) throws IOException {
    ServerSocketChannel channel = open(address);
    try {
      if (address instanceof UnixDomainSocketAddress unix) {
        SocketServer.deleteSocket(unix.getPath());
      } else {
        Boolean reuse = options.reuseAddress();
        if (reuse != null) {
          channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuse);
        }
        if (options.reusePort()) {
          channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
      }
      channel.bind(address, options.backlog());
      return channel;
    } catch (IOException e) {
      Channels.close(channel);
      throw SocketFailures.ofBind(address, e);
    } catch (RuntimeException e) {
      Channels.close(channel);
      throw e;
    }
  }

  /** For all of the machine's addresses, one channel of both families. */
  private ServerSocketChannel open(SocketAddress address) throws IOException {
    if (options.family() == null
        && address instanceof InetSocketAddress inet
        && inet.getAddress().isAnyLocalAddress()) {
      return ServerSocketChannel.open();
    }
    return ServerSocketChannel.open(familyOf(address));
  }

  private static ProtocolFamily familyOf(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      InetAddress ip = inet.getAddress();
      return ip.getAddress().length == 4
          ? StandardProtocolFamily.INET
          : StandardProtocolFamily.INET6;
    }
    return StandardProtocolFamily.UNIX;
  }

  private void accepted(SocketServer owner, SocketChannel channel) throws IOException {
    StreamingProtocol protocol = protocolFactory.get();
    Registration registration = kernel.reactor().register(channel);
    if (options.ssl() != null) {
      protocol = TlsProtocol.of(kernel, protocol, options.ssl(), options.tls(), "", handshake());
    }
    new SocketTransport(kernel, channel, registration, protocol, owner, null);
  }

  /** Nobody waits for it: a client that speaks no TLS is of no interest, as in asyncio. */
  private Future<Void> handshake() {
    Future<Void> ready = kernel.loop().createFuture();
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
