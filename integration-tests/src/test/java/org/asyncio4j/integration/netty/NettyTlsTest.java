package org.asyncio4j.integration.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Runner;
import org.asyncio4j.integration.net.Certificates;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.netty.Netty;
import org.asyncio4j.netty.TransportKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS on a Netty loop is Netty's, from the first byte on or in mid-stream. */
class NettyTlsTest {
  private static final String HOST = "127.0.0.1";

  @ParameterizedTest
  @EnumSource
  void nettysHandlerEncrypts(TransportKind kind, @TempDir Path folder) throws Exception {
    assumeTrue(kind.isAvailable(), () -> kind + " is not available here");
    SSLContext ssl = Certificates.makeIn(folder).context();
    try (Runner runner = Runner.builder().loopFactory(() -> Netty.newEventLoop(kind)).build()) {
      runner.run(fromTheFirstByte(ssl));
      runner.run(inMidStream(ssl));
    }
  }

  private static int port(Server server) {
    return ((InetSocketAddress) Objects.requireNonNull(server.sockets().get(0).getsockname()))
        .getPort();
  }

  private static void assertNettys(StreamWriter writer) {
    Channel channel = (Channel) Objects.requireNonNull(writer.getExtraInfo("channel"));
    assertThat(channel.pipeline().get(SslHandler.class).engine())
        .isNotNull()
        .isSameAs(writer.getExtraInfo("ssl_object"));
  }

  @Async
  private static Coroutine<Void> echoLine(StreamReader reader, StreamWriter writer)
      throws IOException {
    writer.write(await(reader.readline()));
    writer.close();
    return done();
  }

  @Async
  private static Coroutine<Void> sayLine(Connection client) throws IOException {
    assertNettys(client.writer());
    client.writer().write("hello\n".getBytes());
    assertThat(await(client.reader().read())).asString().isEqualTo("hello\n");
    client.writer().close();
    await(client.writer().waitClosed());
    return done();
  }

  @Async
  private static Coroutine<Void> fromTheFirstByte(SSLContext ssl) throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  assertNettys(writer);
                  return echoLine(reader, writer);
                },
                HOST,
                0,
                ServerOptions.builder().ssl(ssl).build()));
    await(
        sayLine(
            await(openConnection(HOST, port(server), ConnectOptions.builder().ssl(ssl).build()))));
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Async
  private static Coroutine<Void> inMidStream(SSLContext ssl) throws IOException {
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  await(writer.startTls(ssl));
                  assertNettys(writer);
                  return echoLine(reader, writer);
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    await(client.writer().startTls(ssl, TlsOptions.client().withServerHostname("localhost")));
    await(sayLine(client));
    server.close();
    await(server.waitClosed());
    return done();
  }
}
