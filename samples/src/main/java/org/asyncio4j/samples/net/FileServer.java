package org.asyncio4j.samples.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.IncompleteReadException;
import org.asyncio4j.net.LimitOverrunException;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;

/**
 * Serves the files of a folder by HTTP/1.1: {@code curl http://127.0.0.1:8080/README.md}. GET and
 * HEAD, one request after the other on a connection.
 *
 * <p>Reading a file blocks: {@code toThread} has another thread do it. A client that says nothing
 * for half a minute is disconnected.
 */
public final class FileServer {
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final int BLOCK = 64 * 1024;

  private final Path root;

  private FileServer(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Async
  private Coroutine<Void> client(StreamReader reader, StreamWriter writer) throws IOException {
    boolean more = true;
    try {
      while (more) {
        byte[] head = await(waitFor(reader.readuntil(END_OF_HEAD), ofSeconds(30)));
        more = await(answer(new String(head, ISO_8859_1), writer));
      }
    } catch (IncompleteReadException | AsyncTimeoutException e) {
      more = false;
    } catch (LimitOverrunException e) {
      await(refuse(writer, "431 Request Header Fields Too Large"));
    } finally {
      writer.close();
    }
    return done();
  }

  /** Returns whether the connection stays. */
  @Async
  private Coroutine<Boolean> answer(String head, StreamWriter writer) throws IOException {
    List<String> lines = head.lines().toList();
    String[] request = lines.get(0).split(" ");
    if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
      await(refuse(writer, "400 Bad Request"));
      return done(false);
    }
    boolean body = request[0].equals("GET");
    if (!body && !request[0].equals("HEAD")) {
      await(refuse(writer, "405 Method Not Allowed"));
      return done(false);
    }
    boolean keep =
        request[2].equals("HTTP/1.1")
            && lines.stream()
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).equals("connection: close"));
    Path file = fileOf(request[1]);
    if (!await(toThread(() -> Files.isRegularFile(file)))) {
      writer.write(bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
      await(writer.drain());
      return done(keep);
    }
    long size = await(toThread(() -> Files.size(file)));
    writer.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n"));
    if (body) {
      await(send(file, size, writer));
    }
    await(writer.drain());
    return done(keep);
  }

  /** Nothing outside of the folder: what leads there stands for a file that does not exist. */
  private Path fileOf(String target) {
    try {
      String path = URI.create(target).getPath();
      Path file = root.resolve("." + path).normalize();
      return file.startsWith(root) ? file : root.resolve("\u0001");
    } catch (IllegalArgumentException e) {
      return root.resolve("\u0001");
    }
  }

  /** As much as was announced, should the file grow meanwhile. */
  @Async
  private static Coroutine<Void> send(Path file, long size, StreamWriter writer)
      throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      long left = size;
      while (left > 0) {
        int most = (int) Math.min(left, BLOCK);
        byte[] block = await(toThread(() -> content.readNBytes(most)));
        if (block.length == 0) {
          throw new IOException(file + " has become shorter");
        }
        writer.write(block);
        await(writer.drain());
        left -= block.length;
      }
    }
    return done();
  }

  @Async
  private static Coroutine<Void> refuse(StreamWriter writer, String status) throws IOException {
    writer.write(
        bytes("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    await(writer.drain());
    return done();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /**
   * Listens.
   *
   * @param root the folder
   * @param host where
   * @param port the port; 0 for any free one
   * @return a coroutine that returns the server
   * @throws IOException if it cannot listen there
   */
  public static Coroutine<Server> start(Path root, String host, int port) throws IOException {
    return startServer(new FileServer(root)::client, host, port);
  }

  /**
   * Serves until it is interrupted.
   *
   * @param args folder and port; this folder and 8080 if there are none
   */
  @Async
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args.length > 0 ? args[0] : ".");
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 8080;
    Server server = await(start(root, "127.0.0.1", port));
    System.out.println("serving " + root + " on " + server.sockets().get(0).getsockname());
    await(server.serveForever());
  }
}
