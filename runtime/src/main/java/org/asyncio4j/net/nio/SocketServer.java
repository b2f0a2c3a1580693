package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.TimerHandle;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** A server on listening channels. */
final class SocketServer extends Server {
  /** asyncio's pause after the system had no descriptor left. */
  private static final Duration ACCEPT_RETRY_DELAY = Duration.ofSeconds(1);

  private final Kernel kernel;
  private final List<Listener> listeners = new ArrayList<>();
  private final int backlog;
  private final Accepting accepting;

  /** What becomes of a channel that has been accepted. */
  @FunctionalInterface
  interface Accepting {
    void accepted(SocketServer server, SocketChannel channel) throws IOException;
  }

  SocketServer(Kernel kernel, List<ServerSocketChannel> channels, int backlog, Accepting accepting)
      throws IOException {
    super(kernel.loop());
    this.kernel = kernel;
    this.backlog = backlog;
    this.accepting = accepting;
    for (ServerSocketChannel channel : channels) {
      channel.configureBlocking(false);
      listeners.add(new Listener(channel, kernel.reactor().register(channel)));
    }
  }

  void attached(Transport transport) {
    attach(transport);
  }

  void detached(Transport transport) {
    detach(transport);
  }

  @Override
  protected void listen() {
    for (Listener listener : listeners) {
      listener.registration.add(SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  protected void stopListening() {
    for (Listener listener : listeners) {
      listener.stop();
    }
    // Until the selector has forgotten them the channels would go on listening.
    kernel.reactor().flush();
  }

  @Override
  protected List<TransportSocket> listening() {
    List<TransportSocket> sockets = new ArrayList<>();
    for (Listener listener : listeners) {
      sockets.add(new ChannelSocket(listener.channel));
    }
    return sockets;
  }

  private void begin(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      accepting.accepted(this, channel);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      Channels.close(channel);
      kernel
          .loop()
          .callExceptionHandler(
              new ExceptionContext("Error on transport creation for incoming connection", t));
    }
  }

  /** One channel. */
  private final class Listener {
    final ServerSocketChannel channel;
    final Registration registration;
    private final @Nullable SocketAddress address;
    private @Nullable TimerHandle retry;

    Listener(ServerSocketChannel channel, Registration registration) throws IOException {
      this.channel = channel;
      this.registration = registration;
      this.address = channel.getLocalAddress();
      registration.callbacks(this::acceptReady, () -> {});
    }

    private void acceptReady() {
      for (int i = 0; i <= backlog; i++) {
        SocketChannel accepted;
        try {
          accepted = channel.accept();
        } catch (ClosedChannelException e) {
          return;
        } catch (IOException e) {
          pause(e);
          return;
        }
        if (accepted == null) {
          return;
        }
        kernel.loop().callSoon(() -> begin(accepted));
      }
    }

    /** The client stays in the backlog and the channel ready: try again in a while. */
    private void pause(IOException failure) {
      kernel
          .loop()
          .callExceptionHandler(
              new ExceptionContext("socket.accept() out of system resource", failure));
      registration.remove(SelectionKey.OP_ACCEPT);
      retry =
          kernel
              .loop()
              .callLater(ACCEPT_RETRY_DELAY, () -> registration.add(SelectionKey.OP_ACCEPT));
    }

    void stop() {
      if (retry != null) {
        retry.cancel();
      }
      registration.cancel();
      Channels.close(channel);
      if (address instanceof UnixDomainSocketAddress unix) {
        deleteSocket(unix.getPath());
      }
    }
  }

  /** Removes what an earlier server has left at a path, or this one leaves. */
  @SuppressWarnings("EmptyCatch")
  static void deleteSocket(Path path) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // Binding says what is wrong, if anybody binds.
    }
  }
}
