package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.internal.Reactor;
import org.asyncio4j.net.SendfileNotAvailableException;
import org.asyncio4j.net.SocketCalls;
import org.jspecify.annotations.Nullable;

/** {@link SocketCalls} of all loops that watch the JDK's channels. Confined to its thread. */
public abstract class ChannelCalls implements SocketCalls {
  /** asyncio's size of a block of a file. */
  private static final int FALLBACK_BLOCK = 256 * 1024;

  private final EventLoop loop;
  private final Reactor reactor;
  private final Watches watches;
  private final Resolver resolver;

  /**
   * Makes those of a loop.
   *
   * @param loop its public side
   * @param reactor its inner side
   */
  ChannelCalls(EventLoop loop, Reactor reactor) {
    this.loop = loop;
    this.reactor = reactor;
    this.watches = new Watches(reactor);
    this.resolver = new Resolver(loop);
  }

  final Watches watches() {
    return watches;
  }

  final Resolver resolver() {
    return resolver;
  }

  @Override
  public void addReader(SelectableChannel channel, Runnable callback) throws IOException {
    watches.addReader(channel, callback);
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    return watches.removeReader(channel);
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) throws IOException {
    watches.addWriter(channel, callback);
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    return watches.removeWriter(channel);
  }

  /** Waits until a channel can be read from. */
  private abstract class Reading<T extends @Nullable Object> extends ChannelCall<T> {
    Reading(SelectableChannel channel, String name) {
      super(loop, watches, channel, false, name);
    }
  }

  /** Waits until a channel can be written to. */
  private abstract class Writing<T extends @Nullable Object> extends ChannelCall<T> {
    Writing(SelectableChannel channel, String name) {
      super(loop, watches, channel, true, name);
    }
  }

  /** The loop's own buffer where that is large enough: an array's would be made for each call. */
  private ByteBuffer inbound(int size) {
    ByteBuffer shared = reactor.inbound();
    return size <= shared.capacity() ? shared.limit(size) : ByteBuffer.allocate(size);
  }

  private static byte[] bytes(ByteBuffer filled) {
    byte[] bytes = new byte[filled.flip().remaining()];
    filled.get(bytes);
    return bytes;
  }

  private static void checkSize(int size, String method) {
    if (size < 0) {
      throw new IllegalArgumentException("negative buffersize in " + method);
    }
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> Coroutine<byte[]> sockRecv(
      C sock, int n) {
    return new Reading<byte[]>(sock, "sock_recv") {
      @Override
      Object attempt() throws IOException {
        checkSize(n, "recv");
        ByteBuffer buffer = inbound(n);
        return isRead(sock, buffer) ? bytes(buffer) : NOT_READY;
      }
    };
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> Coroutine<Integer> sockRecvInto(
      C sock, ByteBuffer buf) {
    return new Reading<Integer>(sock, "sock_recv_into") {
      @Override
      Object attempt() throws IOException {
        int start = buf.position();
        return isRead(sock, buf) ? (Object) (buf.position() - start) : NOT_READY;
      }
    };
  }

  /** {@return whether it has come to anything: bytes, the end, or an empty datagram} */
  private static boolean isRead(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
    if (!buffer.hasRemaining()) {
      return true;
    }
    return channel instanceof DatagramChannel datagrams
        ? datagrams.receive(buffer) != null
        : channel.read(buffer) != 0;
  }

  @Override
  public Coroutine<Received> sockRecvfrom(DatagramChannel sock, int bufsize) {
    return new Reading<Received>(sock, "sock_recvfrom") {
      @Override
      Object attempt() throws IOException {
        checkSize(bufsize, "recvfrom");
        ByteBuffer buffer = inbound(bufsize);
        SocketAddress sender = sock.receive(buffer);
        return sender == null ? NOT_READY : new Received(bytes(buffer), sender);
      }
    };
  }

  @Override
  public Coroutine<ReceivedInto> sockRecvfromInto(DatagramChannel sock, ByteBuffer buf) {
    return new Reading<ReceivedInto>(sock, "sock_recvfrom_into") {
      @Override
      Object attempt() throws IOException {
        int start = buf.position();
        SocketAddress sender = sock.receive(buf);
        return sender == null ? NOT_READY : new ReceivedInto(buf.position() - start, sender);
      }
    };
  }

  @Override
  public <C extends SelectableChannel & WritableByteChannel> Coroutine<Void> sockSendall(
      C sock, ByteBuffer data) {
    return new Writing<Void>(sock, "sock_sendall") {
      @Override
      @Nullable Object attempt() throws IOException {
        sendSome(sock, data);
        return data.hasRemaining() ? NOT_READY : null;
      }
    };
  }

  /** A datagram goes out whole, through the JDK's own buffer. */
  private void sendSome(WritableByteChannel channel, ByteBuffer data) throws IOException {
    if (channel instanceof DatagramChannel) {
      channel.write(data);
    } else {
      Channels.write(channel, data, reactor);
    }
  }

  @Override
  public Coroutine<Integer> sockSendto(DatagramChannel sock, byte[] data, SocketAddress address) {
    return new Writing<Integer>(sock, "sock_sendto") {
      @Override
      Object attempt() throws IOException {
        int count = sock.send(ByteBuffer.wrap(data), address);
        // Of an empty datagram nobody can tell; it counts as sent.
        return count == 0 && data.length > 0 ? NOT_READY : (Object) count;
      }
    };
  }

  @Override
  public Coroutine<Void> sockConnect(SocketChannel sock, SocketAddress address) {
    return new Sequence<>(2) {
      @Override
      @Nullable Object step(int number, @Nullable Object value) throws Throwable {
        if (number > 0) {
          return tail(connect(sock, resolved(value, address)));
        }
        Watches.checkNonBlocking(sock);
        return address instanceof InetSocketAddress inet && inet.isUnresolved()
            ? await(resolver.resolve(inet.getHostString(), inet.getPort()))
            : null;
      }

      @Override
      protected String qualifiedName() {
        return "sock_connect";
      }
    };
  }

  private static SocketAddress resolved(@Nullable Object addresses, SocketAddress given) {
    return addresses instanceof List<?> found ? (SocketAddress) found.get(0) : given;
  }

  private Coroutine<Void> connect(SocketChannel sock, SocketAddress address) {
    return new Writing<Void>(sock, "sock_connect") {
      @Override
      @Nullable Object attempt() throws IOException {
        try {
          // A cancelled call leaves it pending: the next one waits for the same connection.
          boolean made = sock.isConnectionPending() ? sock.finishConnect() : sock.connect(address);
          return made ? null : NOT_READY;
        } catch (ClosedChannelException e) {
          throw e;
        } catch (IOException e) {
          throw SocketFailures.ofConnect(address, e);
        }
      }
    };
  }

  @Override
  public Coroutine<Accepted> sockAccept(ServerSocketChannel sock) {
    return new Reading<Accepted>(sock, "sock_accept") {
      @Override
      Object attempt() throws IOException {
        SocketChannel conn = sock.accept();
        if (conn == null) {
          return NOT_READY;
        }
        try {
          conn.configureBlocking(false);
          return new Accepted(conn, Objects.requireNonNull(conn.getRemoteAddress()));
        } catch (IOException | RuntimeException e) {
          Channels.close(conn);
          throw e;
        }
      }
    };
  }

  @Override
  public Coroutine<Long> sockSendfile(
      SocketChannel sock,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback) {
    return new Sequence<>(1) {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        Watches.checkNonBlocking(sock);
        FileTransfer.check(offset, count);
        if (file instanceof FileChannel channel) {
          return tail(sendfile(sock, new FileTransfer(channel, offset, count)));
        }
        if (!fallback) {
          throw new SendfileNotAvailableException("not a regular file");
        }
        return tail(
            new FileCopy(loop, file, offset, count, FALLBACK_BLOCK) {
              @Override
              Awaitable<?> send(ByteBuffer data) {
                return sockSendall(sock, data);
              }
            });
      }

      @Override
      protected String qualifiedName() {
        return "sock_sendfile";
      }
    };
  }

  private Coroutine<Long> sendfile(SocketChannel sock, FileTransfer transfer) {
    return new Writing<Long>(sock, "sock_sendfile") {
      @Override
      Object attempt() throws IOException {
        return transfer.go(sock) ? (Object) transfer.total() : NOT_READY;
      }

      @Override
      void ended() throws IOException {
        transfer.end();
      }
    };
  }
}
