package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A connection over TLS. */
final class TlsPeer extends Peer {
  private final SSLEngine engine;
  private final ByteBuffer clear;
  private final ByteBuffer plain;

  /** Records that have come, the last one perhaps in part. */
  private final ByteBuffer incoming;

  /** Records that have not gone out. */
  private final ByteBuffer outgoing;

  /**
   * Makes a peer of a channel that has done its handshake.
   *
   * @param incoming what has come since; to be filled
   * @param plain all connections' buffer, with room for a record
   */
  TlsPeer(
      Load load,
      SocketChannel channel,
      SelectionKey key,
      Messages messages,
      int first,
      SSLEngine engine,
      ByteBuffer incoming,
      ByteBuffer plain) {
    super(load, channel, key, messages, first);
    this.engine = engine;
    this.incoming = incoming;
    this.plain = plain;
    this.clear = messages.view();
    int record = engine.getSession().getPacketBufferSize();
    int records = messages.size() / (16 * 1024) + 1;
    this.outgoing = ByteBuffer.allocate(records * record).flip();
  }

  @Override
  boolean send(int message) throws IOException {
    messages.select(clear, message, 0, messages.size());
    outgoing.clear();
    while (clear.hasRemaining()) {
      SSLEngineResult result = engine.wrap(clear, outgoing);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        throw new IllegalStateException("cannot encrypt: " + result);
      }
    }
    outgoing.flip();
    return sendRest();
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
