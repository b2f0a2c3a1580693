package org.asyncio4j.benchmarks.asyncio;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import java.io.IOException;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.ServerOptions;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.Streams;

/** Coroutines, on streams. */
public final class StreamsEcho extends LoopEcho {
  /** Called by name. */
  public StreamsEcho() {}

  @Override
  Coroutine<Server> listen(ServerOptions options) throws IOException {
    return Streams.startServer(StreamsEcho::echo, HOST, 0, options);
  }

  @Async
  static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    for (; ; ) {
      byte[] data = await(reader.read(SIZE));
      if (data.length == 0) {
        break;
      }
      writer.write(data);
      await(writer.drain());
    }
    writer.close();
    return done();
  }
}
