package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.TimerHandle;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.Transport;
import org.asyncio4j.net.TransportSocket;
import org.jspecify.annotations.Nullable;

/** A server on listening sockets. */
public final class SocketServer extends Server {
  /** asyncio's pause after the system had no descriptor left. */
  private static final Duration ACCEPT_RETRY_DELAY = Duration.ofSeconds(1);

  private final List<Listener> listeners = new ArrayList<>();
  private final Accepting accepting;

  /** What becomes of a socket that has been accepted. */
  @FunctionalInterface
  interface Accepting {
    void accepted(SocketServer server, Wire wire) throws IOException;
  }

  SocketServer(EventLoop loop, List<Listening> sockets, Accepting accepting) {
    super(loop);
    this.accepting = accepting;
    for (Listening socket : sockets) {
      listeners.add(new Listener(socket));
    }
  }

  /**
   * Notes a client's connection.
   *
   * @param transport the connection
   */
  public void attached(Transport transport) {
    attach(transport);
  }

  /**
   * Notes that a client's connection is gone.
   *
   * @param transport the connection
   */
  public void detached(Transport transport) {
    detach(transport);
  }

  @Override
  protected void listen() {
    for (Listener listener : listeners) {
      listener.socket.start(listener);
    }
  }

  @Override
  protected void stopListening() {
    for (Listener listener : listeners) {
      listener.stop();
    }
  }

  @Override
  protected List<TransportSocket> listening() {
    List<TransportSocket> sockets = new ArrayList<>();
    for (Listener listener : listeners) {
      sockets.add(listener.socket.socket());
    }
    return sockets;
  }

  private void begin(Wire wire) {
    try {
      accepting.accepted(this, wire);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      wire.close();
      getLoop()
          .callExceptionHandler(
              new ExceptionContext("Error on transport creation for incoming connection", t));
    }
  }

  /** One socket. */
  private final class Listener implements Listening.Clients {
    final Listening socket;
    private final @Nullable Path path;
    private @Nullable TimerHandle retry;

    Listener(Listening socket) {
      this.socket = socket;
      this.path =
          socket.socket().getsockname() instanceof UnixDomainSocketAddress unix
              ? unix.getPath()
              : null;
    }

    @Override
    public void accepted(Wire wire) {
      getLoop().callSoon(() -> begin(wire));
    }

    /** The client stays in the backlog and the socket ready: try again in a while. */
    @Override
    public void failed(IOException failure) {
      getLoop()
          .callExceptionHandler(
              new ExceptionContext("socket.accept() out of system resource", failure));
      socket.pause();
      retry = getLoop().callLater(ACCEPT_RETRY_DELAY, () -> socket.start(this));
    }

    void stop() {
      if (retry != null) {
        retry.cancel();
      }
      socket.close();
      if (path != null) {
        deleteSocket(path);
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
