package org.asyncio4j.integration.net;

import static org.asyncio4j.integration.net.Loopback.HOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two ends of one connection, in non-blocking mode. */
record ChannelPair(SocketChannel a, SocketChannel b) implements AutoCloseable {
  static ChannelPair open() throws IOException {
    try (ServerSocketChannel listening = listen()) {
      SocketChannel a = SocketChannel.open(listening.getLocalAddress());
      SocketChannel b = listening.accept();
      a.configureBlocking(false);
      b.configureBlocking(false);
      return new ChannelPair(a, b);
    }
  }

  static ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(HOST, 0));
  }

  @Override
  public void close() throws IOException {
    a.close();
    b.close();
  }
}
