package org.asyncio4j.integration.net;

import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.integration.net.Loopback.until;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Runner;
import org.asyncio4j.VirtualClock;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;

/** Uses descriptors up, and has a server run out of them. */
final class FewDescriptors {
  private static final List<String> REPORTS = new ArrayList<>();

  private FewDescriptors() {}

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    writer.write(await(reader.readline()));
    writer.close();
    return done();
  }

  /** The JDK itself needs descriptors for a first time: to load classes, to close channels. */
  @Async
  private static Coroutine<Void> warmUp() throws IOException {
    Server server = await(startServer(FewDescriptors::echo, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().write(bytes("warm\n"));
    await(client.reader().readline());
    client.writer().close();
    await(client.writer().waitClosed());
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Async
  private static Coroutine<Void> program() throws IOException {
    EventLoop loop = getRunningLoop();
    loop.setExceptionHandler(
        (ignored, context) ->
            REPORTS.add(
                "server: "
                    + context.message()
                    + ": "
                    + Objects.requireNonNull(context.exception()).getMessage()));
    await(warmUp());
    Server server =
        await(
            startServer(
                FewDescriptors::echo,
                HOST,
                0,
                ServerOptions.builder().backlog(200).startServing(false).build()));
    List<Connection> clients = new ArrayList<>();
    try {
      while (true) {
        clients.add(await(openConnection(HOST, port(server))));
      }
    } catch (BindException e) {
      throw e;
    } catch (IOException e) {
      System.out.println("client: " + e.getMessage().replaceAll(".*: ", ""));
    }
    await(server.startServing());
    await(until(() -> !REPORTS.isEmpty()));
    System.out.println(REPORTS.get(0));
    Connection survivor = clients.remove(clients.size() - 1);
    for (Connection client : clients) {
      client.writer().close();
    }
    survivor.writer().write(bytes("still serving\n"));
    Duration start = loop.time();
    String answer = text(await(survivor.reader().readline()));
    boolean later = loop.time().minus(start).toSeconds() >= 1;
    System.out.print((later ? "a second later: " : "at once: ") + answer);
    survivor.writer().close();
    server.close();
    return done();
  }

  public static void main(String[] args) throws Exception {
    try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
      runner.run(program());
    }
  }
}
