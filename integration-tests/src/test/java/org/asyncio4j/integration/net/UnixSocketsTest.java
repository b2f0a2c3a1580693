package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.bytes;
import static org.asyncio4j.integration.net.Loopback.text;
import static org.asyncio4j.net.Streams.openUnixConnection;
import static org.asyncio4j.net.Streams.startUnixServer;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Unix-domain sockets. */
@DisabledOnOs(OS.WINDOWS)
class UnixSocketsTest {
  @TempDir private Path folder;

  @Async
  private Coroutine<Void> upper(StreamReader reader, StreamWriter writer) throws IOException {
    writer.write(bytes(text(await(reader.readline())).toUpperCase(java.util.Locale.ROOT)));
    writer.close();
    return done();
  }

  @Test
  void socketIsReplacedUsedAndRemoved() throws Exception {
    Path path = folder.resolve("socket");
    run(conversation(path));
    assertThat(path).doesNotExist();
  }

  @Async
  private Coroutine<Void> conversation(Path path) throws IOException {
    Server first = await(startUnixServer(this::upper, path));
    assertThat(Files.exists(path)).isTrue();
    first.close();
    assertThat(Files.exists(path)).isFalse();
    Server server = await(startUnixServer(this::upper, path));
    Connection client = await(openUnixConnection(path));
    assertThat(String.valueOf(client.writer().getExtraInfo("peername"))).endsWith("socket");
    client.writer().write(bytes("hello\n"));
    assertThat(text(await(client.reader().read()))).isEqualTo("HELLO\n");
    client.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void whatIsNoSocketIsLeftAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    assertThatThrownBy(() -> run(startUnixServer(this::upper, file)))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("file");
    assertThat(file).hasContent("precious");
    assertThatThrownBy(() -> run(openUnixConnection(folder.resolve("nobody"))))
        .isInstanceOfAny(ConnectException.class, SocketException.class)
        .hasMessageContaining("nobody");
  }
}
