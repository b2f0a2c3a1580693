package org.asyncio4j.net.nio;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.SendfileNotAvailableException;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Sends files over transports: by the system where it can, else block by block. */
final class Sendfile {
  /** asyncio's size of a block. */
  private static final int BLOCK = 16 * 1024;

  private Sendfile() {}

  static Coroutine<Long> over(
      EventLoop loop,
      Transport transport,
      SeekableByteChannel file,
      long offset,
      @Nullable Long count,
      boolean fallback) {
    return new Sequence<>(1) {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        if (transport.isClosing()) {
          throw new IllegalStateException("Transport is closing");
        }
        FileTransfer.check(offset, count);
        if (transport instanceof ReadPipeTransport || transport instanceof WritePipeTransport) {
          throw new IllegalStateException("sendfile is not supported for transport " + transport);
        }
        if (transport instanceof FileSender sender && sender.sendsFiles()) {
          if (file instanceof FileChannel channel) {
            return tail(new Native(sender, new FileTransfer(channel, offset, count)));
          }
          if (!fallback) {
            throw new SendfileNotAvailableException("not a regular file");
          }
        } else if (!fallback) {
          throw new IllegalStateException(
              "fallback is disabled and native sendfile is not supported for transport "
                  + transport);
        }
        return tail(new Copy(loop, transport, file, offset, count));
      }

      @Override
      protected String qualifiedName() {
        return "sendfile";
      }
    };
  }

  /** By the system, behind what has been written before. */
  private static final class Native extends Coroutine<Long> {
    private final FileSender transport;
    private final FileTransfer transfer;
    private boolean begun;
    private boolean wasReading;

    Native(FileSender transport, FileTransfer transfer) {
      this.transport = transport;
      this.transfer = transfer;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      try {
        if (failure != null) {
          throw failure;
        }
        if (!begun) {
          Future<Void> sent = transport.transfer(transfer);
          begun = true;
          wasReading = transport.isReading();
          transport.pauseReading();
          if (await(sent) == SUSPENDED) {
            return SUSPENDED;
          }
        }
      } catch (Throwable t) {
        end();
        throw t;
      }
      end();
      return transfer.total();
    }

    private void end() throws IOException {
      if (begun) {
        transport.endTransfer(transfer);
        if (wasReading) {
          transport.resumeReading();
        }
        transfer.end();
      }
    }

    @Override
    protected String qualifiedName() {
      return "sendfile";
    }
  }

  /** Block by block; the protocol is not told of data meanwhile. */
  private static final class Copy extends FileCopy {
    private final Transport transport;
    private final boolean wasReading;
    private final Between between;

    Copy(
        EventLoop loop,
        Transport transport,
        SeekableByteChannel file,
        long offset,
        @Nullable Long count) {
      super(loop, file, offset, count, BLOCK);
      this.transport = transport;
      this.wasReading = transport.isReading();
      this.between = new Between(loop, transport);
    }

    @Override
    void begin() {
      transport.pauseReading();
      transport.setProtocol(between);
    }

    @Override
    Awaitable<?> send(ByteBuffer data) throws IOException {
      // The block is filled anew when this one counts as gone: write copies what it keeps.
      transport.write(data.duplicate());
      return between.drain();
    }

    @Override
    void end() {
      if (transport.getProtocol() == between) {
        transport.setProtocol(between.protocol);
        if (wasReading) {
          transport.resumeReading();
        }
      }
    }

    @Override
    protected String qualifiedName() {
      return "sendfile";
    }
  }

  /** Stands before the protocol, to see when the transport wants to be written to. */
  private static final class Between implements Protocol {
    final StreamingProtocol protocol;
    private final EventLoop loop;
    private final Transport transport;
    private boolean paused;
    private @Nullable Future<Void> waiter;

    Between(EventLoop loop, Transport transport) {
      this.loop = loop;
      this.transport = transport;
      this.protocol = transport.getProtocol();
      this.paused = transport instanceof FlowControlled controlled && controlled.isWritingPaused();
    }

    Awaitable<?> drain() throws SocketException {
      if (transport.isClosing()) {
        throw new SocketException("Connection closed by peer");
      }
      if (!paused) {
        return Asyncio.done();
      }
      Future<Void> future = loop.createFuture();
      waiter = future;
      return future;
    }

    @Override
    public void pauseWriting() {
      paused = true;
      protocol.pauseWriting();
    }

    @Override
    @SuppressWarnings("NullAway") // Void's only value.
    public void resumeWriting() {
      paused = false;
      protocol.resumeWriting();
      if (waiter != null && !waiter.isDone()) {
        waiter.setResult(null);
      }
    }

    @Override
    public void connectionLost(@Nullable Throwable failure) {
      if (waiter != null && !waiter.isDone()) {
        waiter.setException(
            failure == null ? new SocketException("Connection is closed by peer") : failure);
      }
      protocol.connectionLost(failure);
    }

    @Override
    public void dataReceived(byte[] data) {
      throw new IllegalStateException("Invalid state: reading should be paused");
    }

    @Override
    public boolean eofReceived() {
      throw new IllegalStateException("Invalid state: reading should be paused");
    }
  }
}
