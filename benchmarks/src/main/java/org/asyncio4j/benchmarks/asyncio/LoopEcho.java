package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.benchmarks.echo.EchoServer;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;

/** A server on one loop, whose kind the system property {@code asyncio4j.loop} chooses. */
abstract class LoopEcho implements EchoServer {
  /** How much a server takes at once. */
  static final int SIZE = 64 * 1024;

  static final String HOST = "127.0.0.1";

  LoopEcho() {}

  /** Listens on any port. */
  abstract Coroutine<Server> listen(ServerOptions options) throws IOException;

  @Override
  public final int start(Setup setup) throws Exception {
    ServerOptions options = options(setup);
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread thread = new Thread(() -> serve(options, port), "loop");
    thread.setDaemon(true);
    thread.start();
    return port.get();
  }

  static ServerOptions options(Setup setup) throws Exception {
    ServerOptions.Builder options = ServerOptions.builder().backlog(Setup.BACKLOG);
    if (setup.keys() != null) {
      options.ssl(setup.keys().context());
    }
    return options.build();
  }

  private void serve(ServerOptions options, CompletableFuture<Integer> port) {
    try {
      run(serveForever(options, port));
    } catch (Throwable t) {
      port.completeExceptionally(t);
    }
  }

  @Async
  private Coroutine<Void> serveForever(ServerOptions options, CompletableFuture<Integer> port)
      throws IOException {
    Server server = await(listen(options));
    port.complete(portOf(server));
    await(server.serveForever());
    return done();
  }

  private static int portOf(Server server) {
    Object address = server.sockets().get(0).getsockname();
    return ((InetSocketAddress) Objects.requireNonNull(address)).getPort();
  }
}
