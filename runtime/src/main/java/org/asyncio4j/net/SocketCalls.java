package org.asyncio4j.net;

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
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link org.asyncio4j.EventLoop} does with the caller's own channels, without transports:
 * asyncio's {@code sock_*} methods, and callbacks of what is ready.
 *
 * <p>Channels must be in non-blocking mode, or each method throws {@link IllegalArgumentException},
 * the coroutines at the await: "the socket must be non-blocking". At most one waits to read from a
 * channel, and one to write to it: who comes later takes the place of the earlier, who waits for
 * ever. A channel that is closed wakes nobody either. Called on the loop's thread; the coroutines
 * are awaited on that loop. What they declare is thrown at the await.
 */
public interface SocketCalls {
  /**
   * Has a callback run in each turn in which a channel can be read from, has a connection to accept
   * or is at its end, until {@link #removeReader}. Takes the place of an earlier reader. Mirrors
   * {@code loop.add_reader}.
   *
   * @param channel in non-blocking mode
   * @param callback what to run, in a copy of the current context
   * @throws IOException if the channel is closed
   * @throws IllegalArgumentException if the channel is in blocking mode, or nothing can be read
   *     from its kind
   * @throws IllegalStateException if the channel is that of a transport, or the loop is closed
   */
  void addReader(SelectableChannel channel, Runnable callback) throws IOException;

  /**
   * Takes back {@link #addReader}. Mirrors {@code loop.remove_reader}.
   *
   * @param channel open or closed
   * @return whether there was a reader
   */
  boolean removeReader(SelectableChannel channel);

  /**
   * Has a callback run in each turn in which a channel can be written to, or has been connected,
   * until {@link #removeWriter}. Takes the place of an earlier writer. Mirrors {@code
   * loop.add_writer}.
   *
   * @param channel in non-blocking mode
   * @param callback what to run, in a copy of the current context
   * @throws IOException if the channel is closed
   * @throws IllegalArgumentException if the channel is in blocking mode, or nothing can be written
   *     to its kind
   * @throws IllegalStateException if the channel is that of a transport, or the loop is closed
   */
  void addWriter(SelectableChannel channel, Runnable callback) throws IOException;

  /**
   * Takes back {@link #addWriter}. Mirrors {@code loop.remove_writer}.
   *
   * @param channel open or closed
   * @return whether there was a writer
   */
  boolean removeWriter(SelectableChannel channel);

  /**
   * Receives what is there, waiting only for the first byte. A cancelled call loses nothing.
   * Mirrors {@code loop.sock_recv}.
   *
   * @param sock a connected {@link SocketChannel} or {@link DatagramChannel}, or a pipe's source
   * @param n how many bytes at most
   * @param <C> the kind of channel
   * @return a coroutine that returns the bytes; none at the end of the stream, and if {@code n} is
   *     0
   * @throws IOException if receiving fails
   * @throws IllegalArgumentException at the await, if {@code n} is negative
   */
  <C extends SelectableChannel & ReadableByteChannel> Coroutine<byte[]> sockRecv(C sock, int n)
      throws IOException;

  /**
   * Receives into a buffer. A cancelled call loses nothing. Mirrors {@code loop.sock_recv_into}.
   *
   * @param sock a connected {@link SocketChannel} or {@link DatagramChannel}, or a pipe's source
   * @param buf where the bytes go; its position moves behind them
   * @param <C> the kind of channel
   * @return a coroutine that returns how many came; 0 at the end of the stream, and if there is no
   *     room
   * @throws IOException if receiving fails
   */
  <C extends SelectableChannel & ReadableByteChannel> Coroutine<Integer> sockRecvInto(
      C sock, ByteBuffer buf) throws IOException;

  /**
   * A datagram, and who has sent it.
   *
   * @param data the bytes
   * @param address the sender
   */
  record Received(byte[] data, SocketAddress address) {}

  /**
   * Receives a datagram. A cancelled call loses none. Mirrors {@code loop.sock_recvfrom}.
   *
   * @param sock a channel
   * @param bufsize how many bytes at most; the rest of a longer datagram is dropped
   * @return a coroutine that returns the datagram
   * @throws IOException if receiving fails
   * @throws IllegalArgumentException at the await, if {@code bufsize} is negative
   */
  Coroutine<Received> sockRecvfrom(DatagramChannel sock, int bufsize) throws IOException;

  /**
   * The size of a datagram, and who has sent it.
   *
   * @param nbytes how many bytes have been put into the buffer
   * @param address the sender
   */
  record ReceivedInto(int nbytes, SocketAddress address) {}

  /**
   * Receives a datagram into a buffer. A cancelled call loses none. Mirrors {@code
   * loop.sock_recvfrom_into}.
   *
   * @param sock a channel
   * @param buf where the bytes go; its position moves behind them. The rest of a longer datagram is
   *     dropped
   * @return a coroutine that returns how many came, and from where
   * @throws IOException if receiving fails
   */
  Coroutine<ReceivedInto> sockRecvfromInto(DatagramChannel sock, ByteBuffer buf) throws IOException;

  /**
   * Sends all of an array. After a failure or a cancellation nobody knows how much of it went out.
   * Mirrors {@code loop.sock_sendall}.
   *
   * @param sock a connected {@link SocketChannel} or {@link DatagramChannel}, or a pipe's sink
   * @param data what to send; not to be changed until it is sent
   * @param <C> the kind of channel
   * @return a coroutine that returns when the system has it all
   * @throws IOException if sending fails
   */
  default <C extends SelectableChannel & WritableByteChannel> Coroutine<Void> sockSendall(
      C sock, byte[] data) throws IOException {
    return sockSendall(sock, ByteBuffer.wrap(data));
  }

  /**
   * Sends all that remains in a buffer. Mirrors {@code loop.sock_sendall}.
   *
   * @param sock a connected {@link SocketChannel} or {@link DatagramChannel}, or a pipe's sink
   * @param data what to send; its position tells how much went out
   * @param <C> the kind of channel
   * @return a coroutine that returns when the system has it all
   * @throws IOException if sending fails
   */
  <C extends SelectableChannel & WritableByteChannel> Coroutine<Void> sockSendall(
      C sock, ByteBuffer data) throws IOException;

  /**
   * Sends a datagram. Mirrors {@code loop.sock_sendto}.
   *
   * @param sock a channel
   * @param data what to send
   * @param address where to
   * @return a coroutine that returns how many bytes went out
   * @throws IOException if sending fails
   */
  Coroutine<Integer> sockSendto(DatagramChannel sock, byte[] data, SocketAddress address)
      throws IOException;

  /**
   * Connects. The JDK closes a channel that fails to connect. Mirrors {@code loop.sock_connect}.
   *
   * @param sock a channel that is not connected
   * @param address where to; a name that is not resolved ({@link
   *     java.net.InetSocketAddress#createUnresolved}) is resolved, and its first address taken
   * @return a coroutine that returns when the channel is connected
   * @throws java.net.UnknownHostException if the name does not resolve
   * @throws java.net.ConnectException if the server refuses
   * @throws IOException if connecting fails otherwise
   */
  Coroutine<Void> sockConnect(SocketChannel sock, SocketAddress address) throws IOException;

  /**
   * A client that a listening socket has accepted.
   *
   * @param conn its channel, in non-blocking mode
   * @param address its address
   */
  record Accepted(SocketChannel conn, SocketAddress address) {}

  /**
   * Accepts a connection. A cancelled call loses none. Mirrors {@code loop.sock_accept}.
   *
   * @param sock bound
   * @return a coroutine that returns the connection
   * @throws IOException if accepting fails
   */
  Coroutine<Accepted> sockAccept(ServerSocketChannel sock) throws IOException;

  /**
   * Sends a file. Mirrors {@code loop.sock_sendfile}.
   *
   * @param sock connected
   * @param file the file
   * @return a coroutine that returns how many bytes went out
   * @throws IOException if reading or sending fails
   */
  default Coroutine<Long> sockSendfile(SocketChannel sock, SeekableByteChannel file)
      throws IOException {
    return sockSendfile(sock, file, 0, null, true);
  }

  /**
   * Sends a part of a file: a {@link java.nio.channels.FileChannel} goes from file to socket by the
   * system, anything else is read on another thread. Mirrors {@code loop.sock_sendfile}.
   *
   * @param sock connected
   * @param file the file; its position is behind what was sent afterwards, also after a failure
   * @param offset where to begin
   * @param count how many bytes at most; null for all until the end
   * @param fallback whether to read a file that the system cannot send
   * @return a coroutine that returns how many bytes went out
   * @throws IOException if reading or sending fails
   * @throws SendfileNotAvailableException at the await, without {@code fallback}
   * @throws IllegalArgumentException at the await, if {@code offset} is negative or {@code count}
   *     not positive
   */
  Coroutine<Long> sockSendfile(
      SocketChannel sock,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback)
      throws IOException;
}
