package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;
import static org.asyncio4j.integration.net.Loopback.HOST;
import static org.asyncio4j.integration.net.Loopback.port;
import static org.asyncio4j.net.Streams.openConnection;
import static org.asyncio4j.net.Streams.startServer;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.net.Connection;
import org.asyncio4j.net.Server;
import org.asyncio4j.net.StreamReader;
import org.asyncio4j.net.StreamWriter;
import org.asyncio4j.net.WriteTransport.WriteBufferLimits;
import org.junit.jupiter.api.Test;

/** Fast writers and slow readers. */
class FlowControlTest {
  private static final int BLOCK = 32 * 1024;

  /** More than what the sockets of both sides and two buffers can hold. */
  private static final int BLOCKS = 1024;

  private int written;
  private int largestBuffer;

  @Async
  private Coroutine<Void> flood(StreamReader reader, StreamWriter writer) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCKS; i++) {
      Arrays.fill(block, (byte) i);
      writer.write(block);
      largestBuffer = Math.max(largestBuffer, writer.transport().getWriteBufferSize());
      await(writer.drain());
      written++;
    }
    writer.close();
    return done();
  }

  @Test
  void writerStopsAtTheHighWaterMarkUntilTheReaderGoesOn() throws Exception {
    run(slowReader());
  }

  @Async
  private Coroutine<Void> slowReader() throws IOException {
    Server server = await(startServer(this::flood, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    int before = -1;
    while (written != before || written == 0) {
      before = written;
      for (int i = 0; i < 50; i++) {
        await(yieldNow());
      }
    }
    assertThat(written).isPositive().isLessThan(BLOCKS);
    assertThat(largestBuffer).isLessThan(64 * 1024 + BLOCK + 1);
    for (int i = 0; i < BLOCKS; i++) {
      byte[] block = await(client.reader().readexactly(BLOCK));
      assertThat(block[0]).isEqualTo((byte) i);
      // All bytes are the same.
      assertThat(Arrays.equals(block, 1, BLOCK, block, 0, BLOCK - 1)).isTrue();
    }
    assertThat(await(client.reader().read())).isEmpty();
    assertThat(largestBuffer).isLessThan(64 * 1024 + BLOCK + 1);
    client.writer().close();
    server.close();
    await(server.waitClosed());
    return done();
  }

  @Test
  void arraysMayBeReusedAtOnceAndBuffersOfAnyKindAreWritten() throws Exception {
    run(reusedArrays());
  }

  @Async
  private Coroutine<Void> reusedArrays() throws IOException {
    byte[] expected = new byte[5_000_000];
    new Random(1).nextBytes(expected);
    Server server =
        await(
            startServer(
                (reader, writer) -> {
                  byte[] array = new byte[1_000_000];
                  for (int i = 0; i < 3; i++) {
                    System.arraycopy(expected, i * array.length, array, 0, array.length);
                    writer.write(array);
                    Arrays.fill(array, (byte) 0);
                  }
                  ByteBuffer heap = ByteBuffer.wrap(expected.clone(), 3_000_000, 1_000_000);
                  writer.write(heap);
                  assertThat(heap.hasRemaining()).isFalse();
                  Arrays.fill(heap.array(), (byte) 0);
                  ByteBuffer direct = ByteBuffer.allocateDirect(1_000_000);
                  direct.put(expected, 4_000_000, 1_000_000).flip();
                  writer.write(direct);
                  assertThat(direct.hasRemaining()).isFalse();
                  direct.clear().put(new byte[1_000_000]);
                  writer.close();
                  return null;
                },
                HOST,
                0));
    Connection client = await(openConnection(HOST, port(server)));
    assertThat(Arrays.equals(await(client.reader().read()), expected)).isTrue();
    client.writer().close();
    server.close();
    return done();
  }

  @Test
  void cancelledDrainLeavesTheOthersWaiting() throws Exception {
    run(cancelledDrain());
  }

  @Async
  private Coroutine<Void> cancelledDrain() throws IOException {
    Server server = await(startServer((reader, writer) -> null, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    StreamWriter writer = client.writer();
    writer.transport().setWriteBufferLimits(0, 0);
    writer.write(new byte[50_000_000]);
    Task<Void> first = createTask(writer.drain());
    Task<Void> second = createTask(writer.drain());
    await(yieldNow());
    first.cancel();
    await(yieldNow());
    await(yieldNow());
    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isDone()).isFalse();
    server.abortClients();
    try {
      await(second, IOException.class);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(SocketException.class);
    }
    server.close();
    return done();
  }

  @Test
  void waterMarksAreChecked() throws Exception {
    run(waterMarks());
  }

  @Async
  private Coroutine<Void> waterMarks() throws IOException {
    Server server = await(startServer((reader, writer) -> null, HOST, 0));
    Connection client = await(openConnection(HOST, port(server)));
    StreamWriter writer = client.writer();
    assertThat(writer.transport().getWriteBufferLimits())
        .isEqualTo(new WriteBufferLimits(16 * 1024, 64 * 1024));
    writer.transport().setWriteBufferLimits(null, 100);
    assertThat(writer.transport().getWriteBufferLimits())
        .isEqualTo(new WriteBufferLimits(100, 400));
    assertThatThrownBy(() -> writer.transport().setWriteBufferLimits(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("high (1) must be >= low (2) must be >= 0");
    writer.close();
    server.close();
    return done();
  }
}
