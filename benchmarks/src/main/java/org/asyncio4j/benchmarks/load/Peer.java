package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection: sends a message, and the next once all of it has come back. */
abstract class Peer {
  final SocketChannel channel;
  final SelectionKey key;
  final Messages messages;
  private final Load load;
  private final ByteBuffer expected;

  /** The number of the message that is under way. */
  private int number;

  private int received;
  private long sent;

  Peer(Load load, SocketChannel channel, SelectionKey key, Messages messages, int first) {
    this.load = load;
    this.channel = channel;
    this.key = key;
    this.messages = messages;
    this.number = first;
    this.expected = messages.view();
  }

  final void begin(long now) throws IOException {
    number++;
    received = 0;
    sent = now;
    if (!send(number)) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  final void ready() throws IOException {
    if (key.isWritable() && sendRest()) {
      key.interestOps(SelectionKey.OP_READ);
    }
    if (key.isReadable()) {
      receive();
    }
  }

  /** {@return whether all of a message has been sent} */
  abstract boolean send(int message) throws IOException;

  abstract boolean sendRest() throws IOException;

  abstract void receive() throws IOException;

  /** Checks bytes, all of which must belong to the message under way. */
  final void came(ByteBuffer data) throws IOException {
    int length = data.remaining();
    if (length > messages.size() - received) {
      throw new WrongAnswerException(
          "%d bytes came back of a message of %d".formatted(received + length, messages.size()));
    }
    messages.select(expected, number, received, length);
    int difference = expected.mismatch(data);
    if (difference >= 0) {
      throw new WrongAnswerException(
          "byte %d of %d came back as another one"
              .formatted(received + difference, messages.size()));
    }
    received += length;
    if (received == messages.size()) {
      load.answered(this, sent);
    }
  }

  /** Reads what there is. */
  final void read(ByteBuffer buffer) throws IOException {
    if (channel.read(buffer) < 0) {
      throw new WrongAnswerException("the server has closed a connection");
    }
  }
}
