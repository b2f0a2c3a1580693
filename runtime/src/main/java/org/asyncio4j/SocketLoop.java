package org.asyncio4j;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A loop that serves the user's own channels. */
abstract class SocketLoop extends NetworkingLoop {
  @Override
  public void addReader(SelectableChannel channel, Runnable callback) throws IOException {
    checkOpen();
    networking().addReader(channel, callback);
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    return !isClosed() && networking().removeReader(channel);
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) throws IOException {
    checkOpen();
    networking().addWriter(channel, callback);
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    return !isClosed() && networking().removeWriter(channel);
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> Coroutine<byte[]> sockRecv(
      C sock, int n) throws IOException {
    return networking().sockRecv(sock, n);
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> Coroutine<Integer> sockRecvInto(
      C sock, ByteBuffer buf) throws IOException {
    return networking().sockRecvInto(sock, buf);
  }

  @Override
  public Coroutine<Received> sockRecvfrom(DatagramChannel sock, int bufsize) throws IOException {
    return networking().sockRecvfrom(sock, bufsize);
  }

  @Override
  public Coroutine<ReceivedInto> sockRecvfromInto(DatagramChannel sock, ByteBuffer buf)
      throws IOException {
    return networking().sockRecvfromInto(sock, buf);
  }

  @Override
  public <C extends SelectableChannel & WritableByteChannel> Coroutine<Void> sockSendall(
      C sock, ByteBuffer data) throws IOException {
    return networking().sockSendall(sock, data);
  }

  @Override
  public Coroutine<Integer> sockSendto(DatagramChannel sock, byte[] data, SocketAddress address)
      throws IOException {
    return networking().sockSendto(sock, data, address);
  }

  @Override
  public Coroutine<Void> sockConnect(SocketChannel sock, SocketAddress address) throws IOException {
    return networking().sockConnect(sock, address);
  }

  @Override
  public Coroutine<Accepted> sockAccept(ServerSocketChannel sock) throws IOException {
    return networking().sockAccept(sock);
  }

  @Override
  public Coroutine<Long> sockSendfile(
      SocketChannel sock,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback)
      throws IOException {
    return networking().sockSendfile(sock, file, offset, count, fallback);
  }
}
