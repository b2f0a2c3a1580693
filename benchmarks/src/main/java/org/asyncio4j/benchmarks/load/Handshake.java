package org.asyncio4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A client's handshake on a blocking channel: not what is measured. */
final class Handshake {
  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer incoming;
  private final ByteBuffer outgoing;
  private final ByteBuffer plain;

  Handshake(SocketChannel channel, SSLContext context, int port) {
    this.channel = channel;
    // With the address sessions are resumed.
    engine = context.createSSLEngine("127.0.0.1", port);
    engine.setUseClientMode(true);
    // One for all, whatever a server prefers.
    engine.setEnabledProtocols(new String[] {"TLSv1.3"});
    engine.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
    int record = engine.getSession().getPacketBufferSize();
    incoming = ByteBuffer.allocate(record);
    outgoing = ByteBuffer.allocate(record);
    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  SSLEngine engine() {
    return engine;
  }

  /** What has come after the handshake; to be filled. */
  ByteBuffer incoming() {
    return incoming;
  }

  void run() throws IOException {
    engine.beginHandshake();
    HandshakeStatus next = engine.getHandshakeStatus();
    while (next != HandshakeStatus.NOT_HANDSHAKING && next != HandshakeStatus.FINISHED) {
      next =
          switch (next) {
            case NEED_WRAP -> wrap();
            case NEED_TASK -> task();
            default -> unwrap();
          };
    }
  }

  private HandshakeStatus wrap() throws IOException {
    outgoing.clear();
    SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), outgoing);
    outgoing.flip();
    while (outgoing.hasRemaining()) {
      channel.write(outgoing);
    }
    return result.getHandshakeStatus();
  }

  private HandshakeStatus task() {
    Runnable task = engine.getDelegatedTask();
    if (task != null) {
      task.run();
    }
    return engine.getHandshakeStatus();
  }

  private HandshakeStatus unwrap() throws IOException {
    incoming.flip();
    SSLEngineResult result = engine.unwrap(incoming, plain.clear());
    incoming.compact();
    if (result.getStatus() == Status.BUFFER_UNDERFLOW && channel.read(incoming) < 0) {
      throw new WrongAnswerException("the server has closed a connection in its handshake");
    }
    return result.getHandshakeStatus();
  }
}
