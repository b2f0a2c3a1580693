package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one server, which stay open between rounds. In a round each of them sends a
 * message, waits until all of it has come back, and sends the next, until the time is over.
 * Confined to one thread.
 */
public final class Load implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  /** How long an answer may take before the server counts as broken. */
  private static final long PATIENCE = 20_000_000_000L;

  private final Selector selector = Selector.open();
  private final List<Peer> peers = new ArrayList<>();
  private final Latencies latencies = new Latencies();
  private long deadline;
  private int waiting;

  /**
   * Connects.
   *
   * @param port of a server on this machine
   * @param context for TLS; null for TCP
   * @param connections how many
   * @param size bytes of a message
   * @throws IOException if the server does not take them
   */
  public Load(int port, @Nullable SSLContext context, int connections, int size)
      throws IOException {
    Messages messages = new Messages(size);
    ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER);
    ByteBuffer records = ByteBuffer.allocate(TlsPeer.sizeOfRecords(size));
    for (int i = 0; i < connections; i++) {
      peers.add(connect(port, context, messages, i, shared, records));
    }
  }

  private Peer connect(
      int port,
      @Nullable SSLContext context,
      Messages messages,
      int first,
      ByteBuffer shared,
      ByteBuffer records)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    // By default it has room for one segment of the loopback interface: a server that sends a large
    // message in pieces would wait for delayed acknowledgements, and nothing else be measured.
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.connect(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    @Nullable Handshake handshake = null;
    if (context != null) {
      handshake = new Handshake(channel, context, port);
      handshake.run();
    }
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Peer peer =
        handshake == null
            ? new PlainPeer(this, channel, key, messages, first, shared)
            : new TlsPeer(
                this,
                channel,
                key,
                messages,
                first,
                handshake.engine(),
                handshake.incoming(),
                shared,
                records);
    key.attach(peer);
    return peer;
  }

  /**
   * What one round has come to.
   *
   * @param requests how many messages have come back
   * @param elapsed nanoseconds until the last had
   * @param median nanoseconds that half of them did not exceed
   * @param slow nanoseconds that 99 of 100 did not exceed
   */
  public record Round(long requests, long elapsed, long median, long slow) {}

  /**
   * Runs a round.
   *
   * @param nanos for how long messages are sent
   * @return what has come of it; all answers have come
   * @throws WrongAnswerException if a server has not sent back what it got
   * @throws IOException if a connection fails
   */
  public Round round(long nanos) throws IOException {
    latencies.clear();
    long start = System.nanoTime();
    deadline = start + nanos;
    waiting = peers.size();
    try {
      for (Peer peer : peers) {
        peer.begin(System.nanoTime());
      }
      while (waiting > 0) {
        if (selector.select(Load::ready, PATIENCE / 1_000_000) == 0
            && System.nanoTime() - deadline > PATIENCE) {
          throw new WrongAnswerException(waiting + " answers have not come");
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Round(
        latencies.count(), System.nanoTime() - start, latencies.at(0.5), latencies.at(0.99));
  }

  private static void ready(SelectionKey key) {
    try {
      ((Peer) key.attachment()).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answered(Peer peer, long sent) throws IOException {
    long now = System.nanoTime();
    latencies.add(now - sent);
    if (now < deadline) {
      peer.begin(now);
    } else {
      waiting--;
    }
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : peers) {
      peer.channel.close();
    }
    selector.close();
  }
}
