package org.asyncio4j.integration.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.TransportSocket;
import org.asyncio4j.samples.net.ChatServer;
import org.asyncio4j.samples.net.EchoServer;
import org.asyncio4j.samples.net.FileServer;
import org.asyncio4j.samples.net.PortScanner;
import org.asyncio4j.samples.net.TlsLineClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample servers and clients, under the agent. */
class SampleServersTest {
  @TempDir private Path folder;

  @Test
  void echo() throws Exception {
    run(echoing());
  }

  @Async
  private Coroutine<Void> echoing() throws IOException {
    Server server = await(EchoServer.start(HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().write(bytes("hello"));
    client.writer().writeEof();
    assertThat(text(await(client.reader().read()))).isEqualTo("hello");
    client.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void chatWithASlowMemberAndAVanishedOne() throws Exception {
    run(chat());
  }

  @Async
  private Coroutine<Connection> join(Server server, String name) throws IOException {
    Connection member = await(openConnection(HOST, port(server)));
    member.writer().write(bytes(name + "\n"));
    return done(member);
  }

  @Async
  private Coroutine<Void> expect(Connection member, String line) throws IOException {
    assertThat(text(await(member.reader().readline()))).isEqualTo(line + "\n");
    return done();
  }

  @Async
  private Coroutine<Void> chat() throws IOException {
    Server server = await(new ChatServer().start(HOST, 0));
    Connection anna = await(join(server, "Anna"));
    anna.writer().write(bytes("anybody?\n"));
    Connection bert = await(join(server, "Bert"));
    await(expect(anna, "Bert joins"));
    Connection slow = await(join(server, "Slow"));
    await(expect(anna, "Slow joins"));
    await(expect(bert, "Slow joins"));
    Connection gone = await(join(server, "Gone"));
    await(expect(anna, "Gone joins"));
    await(expect(bert, "Gone joins"));
    ((TransportSocket) Objects.requireNonNull(gone.writer().getExtraInfo("socket")))
        .setsockopt(StandardSocketOptions.SO_LINGER, 0);
    gone.writer().transport().abort();
    await(expect(anna, "Gone leaves"));
    await(expect(bert, "Gone leaves"));
    String line = "x".repeat(60_000);
    boolean dropped = false;
    while (!dropped) {
      anna.writer().write(bytes(line + "\n"));
      await(anna.writer().drain());
      dropped = text(await(bert.reader().readline())).equals("Slow leaves\n");
    }
    anna.writer().close();
    bert.writer().close();
    slow.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void scannerFindsWhatIsOpen() throws Exception {
    run(scan());
  }

  @Async
  private Coroutine<Void> scan() throws IOException {
    Server one = await(EchoServer.start(HOST, 0));
    int port = port(one);
    assertThat(await(PortScanner.scan(HOST, port, port))).containsExactly(port);
    one.close();
    assertThat(await(PortScanner.scan(HOST, port, port))).isEmpty();
    return done();
  }

  @Test
  void filesByHttp() throws Exception {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve("a b.bin"), content);
    Files.createDirectory(folder.resolve("sub"));
    run(files(content));
  }

  @Async
  private Coroutine<Void> files(byte[] content) throws IOException {
    Server server = await(FileServer.start(folder, HOST, 0));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String base = "http://127.0.0.1:" + port(server);
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> response =
          await(
              client.sendAsync(
                  HttpRequest.newBuilder(URI.create(base + "/a%20b.bin")).build(),
                  HttpResponse.BodyHandlers.ofByteArray()));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Arrays.equals(response.body(), content)).isTrue();
    }
    for (String path : List.of("/none", "/sub", "/../" + folder.getFileName() + "/none")) {
      HttpResponse<String> response =
          await(
              client.sendAsync(
                  HttpRequest.newBuilder(URI.create(base + path)).build(),
                  HttpResponse.BodyHandlers.ofString()));
      assertThat(response.statusCode()).isEqualTo(404);
    }
    assertThat(await(raw(server, "GET /../../../../etc/passwd HTTP/1.0\r\n\r\n")))
        .startsWith("HTTP/1.1 404 ");
    assertThat(await(raw(server, "HEAD /a%20b.bin HTTP/1.0\r\n\r\n")))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
    assertThat(await(raw(server, "PUT / HTTP/1.1\r\n\r\n"))).startsWith("HTTP/1.1 405 ");
    assertThat(await(raw(server, "nonsense\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
    server.close();
    server.closeClients();
    await(server.waitClosed());
    return done();
  }

  @Async
  private Coroutine<String> raw(Server server, String request) throws IOException {
    Connection client = await(openConnection(HOST, port(server)));
    client.writer().write(bytes(request));
    String answer = text(await(client.reader().read()));
    client.writer().close();
    return done(answer);
  }

  @Test
  void linesOverTls() throws Exception {
    run(tlsLines(Certificates.makeIn(folder).context()));
  }

  @Async
  private Coroutine<Void> tlsLines(SSLContext context) throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  for (byte[] line : each(reader)) {
                    writer.write(bytes("you said " + text(line)));
                  }
                  writer.close();
                  return done();
                },
                HOST,
                0,
                ServerOptions.builder().ssl(context).build()));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    await(
        TlsLineClient.talk(
            new BufferedReader(new StringReader("one\ntwo\n")),
            new PrintStream(output, true, UTF_8),
            "localhost",
            port(server),
            ConnectOptions.builder().ssl(context).build()));
    assertThat(output.toString(UTF_8)).isEqualTo("you said one\nyou said two\n");
    server.close();
    await(server.waitClosed());
    return done();
  }
}
