package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A connection over TLS. */
final class TlsPeer extends Peer {
  private static final int SMALLEST_RECORD = 8 * 1024;
  private static final int LARGEST_RECORD = 17 * 1024;

  private final SSLEngine engine;
  private final ByteBuffer clear;
  private final ByteBuffer plain;

  /** Records that have come, the last one perhaps in part. */
  private final ByteBuffer incoming;

  /** All connections' buffer, with room for the records of a message. */
  private final ByteBuffer records;

  /** Records that have not gone out. */
  private ByteBuffer outgoing = ByteBuffer.allocate(0);

  /**
   * Makes a peer of a channel that has done its handshake.
   *
   * @param incoming what has come since; to be filled
   * @param plain all connections' buffer, with room for a record
   * @param records all connections' buffer, of {@link #sizeOfRecords}
   */
  TlsPeer(
      Load load,
      SocketChannel channel,
      SelectionKey key,
      Messages messages,
      int first,
      SSLEngine engine,
      ByteBuffer incoming,
      ByteBuffer plain,
      ByteBuffer records) {
    super(load, channel, key, messages, first);
    this.engine = engine;
    this.incoming = incoming;
    this.plain = plain;
    this.clear = messages.view();
    this.records = records;
  }

  /** How many bytes a message may take once it is encrypted, at most. */
  static int sizeOfRecords(int message) {
    return (message / SMALLEST_RECORD + 1) * LARGEST_RECORD;
  }

  @Override
  boolean send(int message) throws IOException {
    messages.select(clear, message, 0, messages.size());
    records.clear();
    while (clear.hasRemaining()) {
      SSLEngineResult result = engine.wrap(clear, records);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        throw new IllegalStateException("cannot encrypt: " + result);
      }
    }
    channel.write(records.flip());
    if (!records.hasRemaining()) {
      return true;
    }
    outgoing = ByteBuffer.allocate(records.remaining()).put(records).flip();
    return false;
  }

  @Override
  boolean sendRest() throws IOException {
    channel.write(outgoing);
    return !outgoing.hasRemaining();
  }

  @Override
  void receive() throws IOException {
    read(incoming);
    incoming.flip();
    SSLEngineResult.Status status;
    do {
      status = engine.unwrap(incoming, plain.clear()).getStatus();
      if (plain.flip().hasRemaining()) {
        came(plain);
      }
    } while (status == SSLEngineResult.Status.OK && incoming.hasRemaining());
    incoming.compact();
    if (status == SSLEngineResult.Status.CLOSED) {
      throw new WrongAnswerException("the server has closed a connection");
    }
  }
}
