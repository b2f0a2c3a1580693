package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A connection over TCP. */
final class PlainPeer extends Peer {
  private final ByteBuffer outgoing;
  private final ByteBuffer incoming;

  /**
   * Makes a peer of a connected channel.
   *
   * @param incoming all connections' buffer
   */
  PlainPeer(
      Load load,
      SocketChannel channel,
      SelectionKey key,
      Messages messages,
      int first,
      ByteBuffer incoming) {
    super(load, channel, key, messages, first);
    this.outgoing = messages.view();
    this.incoming = incoming;
  }

  @Override
  boolean send(int message) throws IOException {
    messages.select(outgoing, message, 0, messages.size());
    return sendRest();
  }

  @Override
  boolean sendRest() throws IOException {
    channel.write(outgoing);
    return !outgoing.hasRemaining();
  }

  @Override
  void receive() throws IOException {
    read(incoming.clear());
    if (incoming.flip().hasRemaining()) {
      came(incoming);
    }
  }
}
