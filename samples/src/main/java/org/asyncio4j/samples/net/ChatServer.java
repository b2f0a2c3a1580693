package org.asyncio4j.samples.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;

/**
 * A chat room: {@code nc 127.0.0.1 8888} in several terminals. The first line that a client sends
 * is its name, every other goes to all the others.
 *
 * <p>The members are a plain map: everything runs on one thread, and nothing happens between two
 * awaits. Nobody waits for a slow member; one that has too much to catch up with is dropped.
 */
public final class ChatServer {
  private static final int MOST_UNREAD = 1 << 20;

  private final Map<StreamWriter, String> members = new LinkedHashMap<>();

  @Async
  private Coroutine<Void> member(StreamReader reader, StreamWriter writer) throws IOException {
    String name = new String(await(reader.readline()), UTF_8).strip();
    members.put(writer, name);
    tellOthers(writer, name + " joins");
    try {
      byte[] line = await(reader.readline());
      while (line.length > 0) {
        tellOthers(writer, name + ": " + new String(line, UTF_8).strip());
        line = await(reader.readline());
      }
    } catch (SocketException e) {
      // Vanished rather than left: the others are told the same.
      return done();
    } finally {
      members.remove(writer);
      tellOthers(writer, name + " leaves");
      writer.close();
    }
    return done();
  }

  private void tellOthers(StreamWriter author, String text) {
    byte[] line = (text + "\n").getBytes(UTF_8);
    for (StreamWriter member : members.keySet()) {
      if (member.transport().getWriteBufferSize() > MOST_UNREAD) {
        member.transport().abort();
      } else if (member != author) {
        member.write(line);
      }
    }
  }

  /**
   * Opens the room.
   *
   * @param host where to listen
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server
   * @throws IOException if it cannot listen there
   */
  public Coroutine<Server> start(String host, int port) throws IOException {
    return startServer(this::member, host, port);
  }

  /**
   * Serves until it is interrupted.
   *
   * @param args the port; 8888 if there is none
   */
  @Async
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8888;
    Server server = await(new ChatServer().start("127.0.0.1", port));
    System.out.println("chatting on " + server.sockets().get(0).getsockname());
    await(server.serveForever());
  }
}
