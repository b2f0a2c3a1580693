package org.asyncio4j.samples.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.ConnectOptions;
import org.asyncio4j.net.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Sends each line from standard input over TLS, and prints the line that the server answers.
 *
 * <p>The certificate has to be one that the JDK trusts: {@code -Djavax.net.ssl.trustStore=...}
 * names others. Reading the input blocks, so another thread does it.
 */
public final class TlsLineClient {
  private TlsLineClient() {}

  /**
   * Goes on until either side ends.
   *
   * @param input where the lines come from
   * @param output where the answers go
   * @param host the server's name, which its certificate must be for
   * @param port its port
   * @param options has TLS
   * @return a coroutine
   * @throws IOException if the connection or the handshake fails
   */
  @Async
  public static Coroutine<Void> talk(
      BufferedReader input, PrintStream output, String host, int port, ConnectOptions options)
      throws IOException {
    Connection connection = await(openConnection(host, port, options));
    boolean open = true;
    while (open) {
      @Nullable String line = await(toThread(input::readLine));
      open = line != null;
      if (line != null) {
        connection.writer().write((line + "\n").getBytes(UTF_8));
        await(connection.writer().drain());
        byte[] answer = await(connection.reader().readline());
        output.print(new String(answer, UTF_8));
        open = answer.length > 0;
      }
    }
    connection.writer().close();
    await(connection.writer().waitClosed());
    return done();
  }

  /**
   * Connects.
   *
   * @param args host and port
   */
  @Async
  public static void main(String[] args) throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    ConnectOptions tls = ConnectOptions.builder().ssl().build();
    await(talk(input, System.out, args[0], Integer.parseInt(args[1]), tls));
  }
}
