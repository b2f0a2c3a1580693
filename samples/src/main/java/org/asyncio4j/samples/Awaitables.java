package org.asyncio4j.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;

/**
 * The four things that can be awaited.
 *
 * <ul>
 *   <li>A coroutine: begins at the await and runs as part of the caller.
 *   <li>A {@link Task}: a coroutine that the loop runs on its own; the await waits for its end.
 *   <li>A {@link Future}: a result that somebody will set, here a callback of the loop.
 *   <li>A {@link java.util.concurrent.CompletionStage}: what asynchronous Java libraries return.
 *       Other threads complete it; the program goes on in the thread of its loop.
 * </ul>
 */
final class Awaitables {
  private Awaitables() {}

  @Async
  static Coroutine<Integer> nested() {
    return done(42);
  }

  @Async
  static Coroutine<String> setByCallback() {
    EventLoop loop = getRunningLoop();
    Future<String> future = loop.createFuture();
    loop.callLater(ofSeconds(1), () -> future.setResult("set by a callback"));
    return done(await(future));
  }

  @Async
  static Coroutine<String> fetch(URI uri) {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> response =
        await(client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    return done(response.statusCode() + " " + response.body());
  }

  @Async
  static Coroutine<Void> main() throws IOException {
    System.out.println("coroutine: " + await(nested()));

    Task<Integer> task = createTask(nested());
    System.out.println("task: " + await(task));

    System.out.println("future: " + await(setByCallback()));

    HttpServer server = startServer("hello from the server");
    try {
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
      System.out.println("completion stage: " + await(fetch(uri)));
    } finally {
      server.stop(0);
    }
    return done();
  }

  /**
   * An HTTP server on a free port of this machine alone, which answers every request with {@code
   * text}.
   */
  private static HttpServer startServer(String text) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = text.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  public static void main(String[] args) throws IOException {
    run(main());
  }
}
