package org.asyncio4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.asyncio4j.benchmarks.asyncio.BufferedEcho;
import org.asyncio4j.benchmarks.asyncio.GroupEcho;
import org.asyncio4j.benchmarks.asyncio.ProtocolEcho;
import org.asyncio4j.benchmarks.asyncio.StreamsEcho;
import org.asyncio4j.benchmarks.echo.EchoServer;
import org.asyncio4j.benchmarks.echo.Keys;
import org.asyncio4j.benchmarks.load.Load;
import org.asyncio4j.benchmarks.load.WrongAnswerException;
import org.asyncio4j.benchmarks.netty.NettyEcho;
import org.asyncio4j.benchmarks.threads.ThreadEcho;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each echo server sends back what it gets, and the client notices if one does not. */
class EchoServersTest {
  private static final String LOOP = "asyncio4j.loop";
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int CONNECTIONS = 3;
  private static final int SMALL = 64;
  private static final int LARGE = 64 * 1024;

  /** Over at once: each connection sends one message. */
  private static final long SHORT = 1;

  @TempDir private static Path folder;
  private static Keys keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Keys.makeIn(folder);
  }

  /**
   * A server, and how many loops it gets.
   *
   * @param loop the loop's kind; null for the default
   */
  private record Server(EchoServer server, int loops, @Nullable String loop) {
    int start(@Nullable Keys own) throws Exception {
      if (loop == null) {
        return server.start(new EchoServer.Setup(loops, own));
      }
      System.setProperty(LOOP, loop);
      try {
        return server.start(new EchoServer.Setup(loops, own));
      } finally {
        System.clearProperty(LOOP);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsSentComesBack() {
    List<Server> servers =
        new ArrayList<>(
            List.of(
                new Server(new StreamsEcho(), 1, null),
                new Server(new ProtocolEcho(), 1, null),
                new Server(new BufferedEcho(), 1, null),
                new Server(new StreamsEcho(), 1, "netty-epoll"),
                new Server(new ProtocolEcho(), 1, "netty-epoll"),
                new Server(new BufferedEcho(), 1, "netty-epoll"),
                new Server(new StreamsEcho(), 1, "netty-nio"),
                new Server(new ProtocolEcho(), 1, "netty-nio"),
                new Server(new GroupEcho(), 2, null),
                new Server(new NettyEcho.OnEpoll(), 2, null),
                new Server(new NettyEcho.OnNio(), 1, null)));
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      servers.add(new Server(new ThreadEcho(), 1, null));
    }
    return servers.stream().flatMap(server -> Stream.of(false, true).map(tls -> test(server, tls)));
  }

  private static DynamicTest test(Server server, boolean tls) {
    return DynamicTest.dynamicTest(
        "%s %s over %s"
            .formatted(
                server.server().getClass().getSimpleName(),
                server.loop() == null ? "" : server.loop(),
                tls ? "TLS" : "TCP"),
        () -> {
          int port = server.start(tls ? keys : null);
          SSLContext context = tls ? keys.context() : null;
          for (int size : new int[] {SMALL, LARGE}) {
            try (Load load = new Load(port, context, CONNECTIONS, size)) {
              for (int i = 0; i < 2; i++) {
                Load.Round round = load.round(SHORT);

                assertThat(round.requests()).isEqualTo(CONNECTIONS);
                assertThat(round.slow()).isBetween(round.median(), round.elapsed());
              }
            }
          }
        });
  }

  /** What a server makes of the bytes that it got. */
  @FunctionalInterface
  private interface Answer {
    byte[] to(byte[] message);
  }

  @Test
  void anotherByteIsNoticed() throws Exception {
    assertRefused(
        message -> {
          message[message.length - 1] ^= 1;
          return message;
        },
        "byte 63 of 64 came back as another one");
  }

  @Test
  void aByteTooManyIsNoticed() throws Exception {
    assertRefused(
        message -> Arrays.copyOf(message, message.length + 1),
        "65 bytes came back of a message of 64");
  }

  @Test
  void anEndIsNoticed() throws Exception {
    assertRefused(message -> new byte[0], "the server has closed a connection");
  }

  /** The message before instead of this one. */
  @Test
  void anOldMessageIsNoticed() throws Exception {
    byte[][] old = new byte[1][];
    assertRefused(
        message -> {
          if (old[0] == null) {
            old[0] = message;
          }
          return old[0];
        },
        "byte 0 of 64 came back as another one");
  }

  private static void assertRefused(Answer answer, String why) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> serveOne(server, answer));
      thread.start();
      try (Load load = new Load(server.getLocalPort(), null, 1, SMALL)) {
        assertThatExceptionOfType(WrongAnswerException.class)
            .isThrownBy(
                () -> {
                  load.round(SHORT);
                  load.round(SHORT);
                })
            .withMessage(why);
      }
      thread.join();
    }
  }

  private static void serveOne(ServerSocket server, Answer answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (; ; ) {
        byte[] message = in.readNBytes(SMALL);
        byte[] answered = message.length == 0 ? message : answer.to(message);
        if (answered.length == 0) {
          return;
        }
        out.write(answered);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }
}
