package org.asyncio4j.integration.semantics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.net.IncompleteReadException;
import org.asyncio4j.net.LimitOverrunException;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;

/** Streams, with and without sockets. */
final class StreamScenarios {
  private StreamScenarios() {}

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Python's {@code repr} of bytes. */
  private static String repr(byte[] bytes) {
    return "b'" + new String(bytes, ISO_8859_1).replace("\n", "\\n") + "'";
  }

  static final class StreamCancelRead extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() throws IOException {
      StreamReader r = new StreamReader();
      Task<byte[]> t = createTask(r.readline());
      await(yieldNow());
      r.feedData(bytes("par"));
      await(yieldNow());
      t.cancel();
      await(Asyncio.wait(List.of(t)));
      print(t.isCancelled());
      r.feedData(bytes("tial\n"));
      print(repr(await(r.readline())));
      return done();
    }
  }

  static final class StreamConnectRefused extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() throws IOException {
      Server s = await(startServer((r, w) -> null, "127.0.0.1", 0));
      InetSocketAddress name =
          (InetSocketAddress) Objects.requireNonNull(s.sockets().get(0).getsockname());
      int port = name.getPort();
      s.close();
      await(s.waitClosed());
      try {
        await(openConnection("127.0.0.1", port));
      } catch (ConnectException e) {
        print("ConnectionRefusedError");
      }
      return done();
    }
  }

  static final class StreamReaderFeed extends MainScenario {
    @Override
    @Async
    Coroutine<Void> main() throws IOException {
      StreamReader r = new StreamReader(8);
      r.feedData(bytes("ab\ncd;ef"));
      print(
          repr(await(r.readline())), repr(await(r.readuntil(bytes(";")))), repr(await(r.read(1))));
      r.feedEof();
      try {
        await(r.readexactly(5));
      } catch (IncompleteReadException e) {
        print(repr(e.partial()), e.expected());
      }
      print(repr(await(r.read())), r.atEof());
      r = new StreamReader(4);
      r.feedData(bytes("0123456789;"));
      try {
        await(r.readuntil(bytes(";")));
      } catch (LimitOverrunException e) {
        print("LimitOverrunError", e.consumed());
      }
      try {
        await(r.readline());
      } catch (IllegalArgumentException e) {
        print("ValueError");
      }
      return done();
    }
  }
}
