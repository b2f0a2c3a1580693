package org.asyncio4j.samples.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.netty.GroupServer;
import org.asyncio4j.netty.LoopGroup;
import org.asyncio4j.netty.Netty;

/**
 * An echo server with a loop for each core, and the connections spread over them: {@code nc
 * 127.0.0.1 8888}.
 *
 * <p>A connection lives on one loop, so that its handler needs no lock. What all connections share
 * is shared among threads.
 */
public final class EchoOnAllCores {
  private final LongAdder clients = new LongAdder();

  @Async
  private Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    clients.increment();
    writer.write(("you are on " + Thread.currentThread().getName() + '\n').getBytes(UTF_8));
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

  /** {@return how many clients there have been} From any thread. */
  public long clients() {
    return clients.sum();
  }

  /**
   * Listens on all loops.
   *
   * @param group the loops
   * @param host where
   * @param port the port; 0 for any free one
   * @return the server
   * @throws IOException if it cannot listen there
   */
  public GroupServer start(LoopGroup group, String host, int port) throws IOException {
    return group.startServer(this::echo, host, port);
  }

  /**
   * Serves until it is interrupted.
   *
   * @param args the port; 8888 if there is none
   */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8888;
    try (LoopGroup group = Netty.loopGroup(Runtime.getRuntime().availableProcessors());
        GroupServer server = new EchoOnAllCores().start(group, "127.0.0.1", port)) {
      System.out.println(group + " is serving on " + server.addresses().get(0));
      server.waitClosed();
    }
  }
}
