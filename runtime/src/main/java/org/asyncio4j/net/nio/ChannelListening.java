package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** A channel that listens. */
final class ChannelListening implements Listening {
  private final Kernel kernel;
  private final ServerSocketChannel channel;
  private final Registration registration;
  private final int backlog;
  private @Nullable Clients clients;

  /**
   * Makes a listener.
   *
   * @param channel bound
   */
  ChannelListening(Kernel kernel, ServerSocketChannel channel, int backlog) throws IOException {
    this.kernel = kernel;
    this.channel = channel;
    this.backlog = backlog;
    channel.configureBlocking(false);
    this.registration = kernel.reactor().register(channel);
    registration.callbacks(this::acceptReady, () -> {});
  }

  static Listening bind(Kernel kernel, SocketAddress address, ServerOptions options)
      throws IOException {
    ServerSocketChannel channel = open(address, options);
    try {
      if (!(address instanceof UnixDomainSocketAddress)) {
        Boolean reuse = options.reuseAddress();
        if (reuse != null) {
          channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuse);
        }
        if (options.reusePort()) {
          channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
      }
      channel.bind(address, options.backlog());
    } catch (IOException e) {
      Channels.close(channel);
      throw SocketFailures.ofBind(address, e);
    } catch (RuntimeException e) {
      Channels.close(channel);
      throw e;
    }
    return new ChannelListening(kernel, channel, options.backlog());
  }

  /** For all of the machine's addresses, one channel of both families. */
  private static ServerSocketChannel open(SocketAddress address, ServerOptions options)
      throws IOException {
    if (options.family() == null
        && address instanceof InetSocketAddress inet
        && inet.getAddress().isAnyLocalAddress()) {
      return ServerSocketChannel.open();
    }
    return ServerSocketChannel.open(Families.of(address));
  }

  @Override
  public void start(Clients told) {
    clients = told;
    registration.add(SelectionKey.OP_ACCEPT);
  }

  @Override
  public void pause() {
    registration.remove(SelectionKey.OP_ACCEPT);
  }

  private void acceptReady() {
    for (int i = 0; i <= backlog && clients != null; i++) {
      SocketChannel accepted;
      try {
        accepted = channel.accept();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        clients.failed(e);
        return;
      }
      if (accepted == null) {
        return;
      }
      clients.accepted(new ChannelWire(kernel, accepted, null));
    }
  }

  @Override
  public void close() {
    registration.cancel();
    Channels.close(channel);
    // Until the selector has forgotten it the channel would go on listening.
    kernel.reactor().flush();
  }

  @Override
  public TransportSocket socket() {
    return new ChannelSocket(channel);
  }
}
