package org.asyncio4j.integration.net;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.jspecify.annotations.Nullable;

/** Stands between one client and its server, and plays tricks on them. */
final class Proxy {
  private final int serverPort;
  private @Nullable Server server;
  private @Nullable Connection inner;
  private @Nullable StreamWriter toClient;
  private @Nullable Task<Void> up;
  private @Nullable Task<Void> down;

  Proxy(int serverPort) {
    this.serverPort = serverPort;
  }

  @Async
  Coroutine<Void> start() throws IOException {
    server = await(startServer(this::serve, HOST, 0));
    return done();
  }

  int port() {
    return Loopback.port(Objects.requireNonNull(server));
  }

  @Async
  private Coroutine<Void> serve(StreamReader reader, StreamWriter writer) throws IOException {
    toClient = writer;
    inner = await(openConnection(HOST, serverPort));
    up = createTask(pump(reader, inner.writer()));
    down = createTask(pump(inner.reader(), writer));
    return done();
  }

  @Async
  private static Coroutine<Void> pump(StreamReader from, StreamWriter to) throws IOException {
    byte[] data = await(from.read(100_000));
    while (data.length > 0) {
      to.write(data);
      data = await(from.read(100_000));
    }
    to.close();
    return done();
  }

  /** Passes nothing more to the server. */
  void stall() {
    Objects.requireNonNull(up).cancel();
  }

  /** Closes what goes to the server, as if the client's socket had been. */
  void cut() {
    stall();
    Objects.requireNonNull(inner).writer().writeEof();
  }

  /** Passes nothing more to the client but some data of its own. */
  void inject(byte[] data) {
    Objects.requireNonNull(down).cancel();
    Objects.requireNonNull(toClient).write(data);
  }

  void close() {
    Objects.requireNonNull(toClient).close();
    Objects.requireNonNull(inner).writer().close();
    Objects.requireNonNull(server).close();
  }
}
