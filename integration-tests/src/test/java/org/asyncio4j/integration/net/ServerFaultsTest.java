package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.Artefacts;
import org.asyncio4j.integration.support.ProcessRunner;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Servers in trouble. */
class ServerFaultsTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    writer.write(await(reader.readline()));
    writer.close();
    return done();
  }

  @Test
  void aThousandConnectAtOnceToASmallBacklog() throws Exception {
    run(rush());
  }

  @Async
  private Coroutine<Void> rush() throws IOException {
    Server server =
        await(
            startServer(
                ServerFaultsTest::echo, HOST, 0, ServerOptions.builder().backlog(50).build()));
    List<Coroutine<String>> clients = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      clients.add(askUntilAnswered(port(server), "client " + i + "\n"));
    }
    List<String> answers = await(gather(clients));
    for (int i = 0; i < 1000; i++) {
      assertThat(answers.get(i)).isEqualTo("client " + i + "\n");
    }
    server.close();
    await(server.waitClosed());
    return done();
  }

  /**
   * What finds the backlog full may be reset by the system, or be left alone for minutes as if it
   * were connected; whoever means it tries again.
   */
  @Async
  private static Coroutine<String> askUntilAnswered(int port, String question) throws IOException {
    while (true) {
      try {
        return done(await(waitFor(ask(port, question), Duration.ofSeconds(5))));
      } catch (SocketException | AsyncTimeoutException e) {
        await(yieldNow());
      }
    }
  }

  @Async
  private static Coroutine<String> ask(int port, String question) throws IOException {
    Connection client = await(openConnection(HOST, port));
    try {
      client.writer().write(bytes(question));
      return done(text(await(client.reader().read())));
    } finally {
      client.writer().close();
      await(client.writer().waitClosed());
    }
  }

  @Test
  void handlerThatNeverEndsIsCancelledAsTheLoopEnds() throws Exception {
    run(neverEnding());
    assertThat(log).containsExactly("main is over", "cancelled");
  }

  @Async
  private Coroutine<Void> neverEnding() throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  writer.write(bytes("x\n"));
                  try {
                    await(getRunningLoop().createFuture());
                  } catch (CancelledError e) {
                    log.add("cancelled");
                    throw e;
                  }
                  return done();
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    await(client.reader().readline());
    log.add("main is over");
    return done();
  }

  @Test
  void whatIsOpenIsClosedWithTheLoop() throws Exception {
    int port = run(leave());
    assertThatThrownBy(() -> run(openConnection(HOST, port)))
        .isInstanceOf(java.net.ConnectException.class);
  }

  @Async
  private Coroutine<Integer> leave() throws IOException {
    Server server = await(startServer(ServerFaultsTest::echo, HOST, 0));
    await(openConnection(HOST, port(server)));
    return done(port(server));
  }

  /** In a process of its own, which the shell gives few descriptors. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withoutDescriptorsAServerSaysSoAndGoesOnWhenThereAreSomeAgain() {
    String classPath = Artefacts.classPath(Artefacts.runtimeJar(), Artefacts.testClasses());
    ProcessRunner.Result result =
        ProcessRunner.run(
            List.of(
                "sh",
                "-c",
                "ulimit -n 128; exec \"$0\" \"-javaagent:$1\" -cp \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Artefacts.agentJar().toString(),
                classPath,
                FewDescriptors.class.getName()),
            Duration.ofMinutes(2));
    assertThat(result.outputLines())
        .as(result.stderr())
        .containsExactly(
            "client: Too many open files",
            "server: socket.accept() out of system resource: Too many open files",
            "a second later: still serving");
  }
}
