package org.asyncio4j.integration.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.yieldNow;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Server;

/** What tests of sockets share. */
final class Loopback {
  static final String HOST = "127.0.0.1";

  private Loopback() {}

  static int port(Server server) {
    return ((InetSocketAddress) Objects.requireNonNull(server.sockets().get(0).getsockname()))
        .getPort();
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /**
   * Lets the loop turn until something holds: what has to come through sockets has no fixed turn.
   */
  @Async
  static Coroutine<Void> until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      await(yieldNow());
    }
    return done();
  }
}
