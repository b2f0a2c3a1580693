package org.asyncio4j.samples.net;

import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;

/**
 * Sends back what it gets: {@code nc 127.0.0.1 8888}.
 *
 * <p>{@code drain} waits while the client does not read, so that the server keeps no more of its
 * data than the buffers hold.
 */
public final class EchoServer {
  private EchoServer() {}

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    byte[] data = await(reader.read(65536));
    while (data.length > 0) {
      writer.write(data);
      await(writer.drain());
      data = await(reader.read(65536));
    }
    writer.close();
    await(writer.waitClosed());
    return done();
  }

  /**
   * Listens.
   *
   * @param host where
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server
   * @throws IOException if it cannot listen there
   */
  public static Coroutine<Server> start(String host, int port) throws IOException {
    return startServer(EchoServer::echo, host, port);
  }

  /**
   * Serves until it is interrupted.
   *
   * @param args the port; 8888 if there is none
   */
  @Async
  public static void main(String[] args) throws IOException {
    Server server = await(start("127.0.0.1", args.length > 0 ? Integer.parseInt(args[0]) : 8888));
    System.out.println("serving on " + server.sockets().get(0).getsockname());
    await(server.serveForever());
  }
}
