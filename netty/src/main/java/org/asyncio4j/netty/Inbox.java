package org.asyncio4j.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.asyncio4j.net.BufferedProtocol;
import org.asyncio4j.net.ByteSink;
import org.asyncio4j.net.Protocol;
import org.asyncio4j.net.StreamingProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a channel has received to the protocol: at once, into a buffer that all connections
 * share, and no more than once a turn, as asyncio's transports receive. What comes beyond that, or
 * while reading is paused, waits here.
 */
final class Inbox implements RecvByteBufAllocator {
  /** The peer's end, among data. */
  private static final byte[] END = {};

  /** Of sockets that are read before anybody asks. */
  private static final int OWN_SIZE = 64 * 1024;

  private final NettyTransport transport;
  private final NettyPoller poller;
  private final RecvByteBufAllocator.Handle sizes;

  /** In the order in which it came; null if there has never been any. */
  private @Nullable ArrayDeque<byte[]> waiting;

  private @Nullable Object entry;
  private boolean scheduled;

  /** The poll whose turn has had its delivery. */
  private int delivered = -1;

  Inbox(NettyTransport transport, NettyPoller poller) {
    this.transport = transport;
    this.poller = poller;
    this.sizes =
        poller.sockets().readsWhenReady()
            ? new OneRead(poller)
            : new FixedRecvByteBufAllocator(OWN_SIZE).maxMessagesPerRead(1).newHandle();
  }

  @Override
  public Handle newHandle() {
    return sizes;
  }

  /** Data has come; the buffer is the caller's. */
  void received(ByteBuf data) {
    if (transport.isDeaf()) {
      return;
    }
    if (mayDeliver()) {
      delivered = poller.polls();
      deliver(data.internalNioBuffer(data.readerIndex(), data.readableBytes()));
    } else {
      byte[] copy = new byte[data.readableBytes()];
      data.readBytes(copy);
      keep(copy);
    }
  }

  /** The peer has closed its direction. */
  void ended() {
    if (transport.isDeaf()) {
      return;
    }
    if (mayDeliver()) {
      delivered = poller.polls();
      transport.endReceived();
    } else {
      keep(END);
    }
  }

  private boolean mayDeliver() {
    return transport.wantsData()
        && delivered != poller.polls()
        && (waiting == null || waiting.isEmpty());
  }

  private void keep(byte[] data) {
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      entry = poller.entry(this::deliverNext);
    }
    waiting.add(data);
    schedule();
  }

  /** Reading is wanted again. */
  void resume() {
    schedule();
  }

  private void schedule() {
    if (!scheduled && entry != null && waiting != null && !waiting.isEmpty()) {
      scheduled = true;
      poller.carry(entry);
    }
  }

  private void deliverNext() {
    scheduled = false;
    if (waiting == null || !transport.wantsData()) {
      return;
    }
    byte[] next = waiting.poll();
    if (next == END) {
      transport.endReceived();
    } else if (next != null) {
      delivered = poller.polls();
      deliver(ByteBuffer.wrap(next));
    }
    schedule();
  }

  private void deliver(ByteBuffer data) {
    StreamingProtocol protocol = transport.getProtocol();
    if (protocol instanceof BufferedProtocol buffered) {
      fill(buffered, data);
      return;
    }
    try {
      if (protocol instanceof ByteSink sink) {
        sink.received(data);
      } else {
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        ((Protocol) protocol).dataReceived(copy);
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      transport.fatal(t, "Fatal error: protocol.data_received() call failed.");
    }
  }

  /** One buffer a turn; the rest waits. */
  private void fill(BufferedProtocol buffered, ByteBuffer data) {
    int length;
    try {
      ByteBuffer buffer = buffered.getBuffer(-1);
      if (!buffer.hasRemaining()) {
        throw new IllegalStateException("get_buffer() returned an empty buffer");
      }
      length = Math.min(buffer.remaining(), data.remaining());
      buffer.put(data.slice(data.position(), length));
      data.position(data.position() + length);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      transport.fatal(t, "Fatal error: protocol.get_buffer() call failed.");
      return;
    }
    if (data.hasRemaining()) {
      putBack(data);
    }
    try {
      buffered.bufferUpdated(length);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      transport.fatal(t, "Fatal error: protocol.buffer_updated() call failed.");
    }
  }

  private void putBack(ByteBuffer rest) {
    byte[] copy = new byte[rest.remaining()];
    rest.get(copy);
    if (waiting == null) {
      keep(copy);
    } else {
      waiting.addFirst(copy);
      schedule();
    }
  }

  /** Reads once, into the buffer that all share. */
  private static final class OneRead implements RecvByteBufAllocator.ExtendedHandle {
    private final NettyPoller poller;
    private int attempted;
    private int last;

    OneRead(NettyPoller poller) {
      this.poller = poller;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return poller.buffers().inbound();
    }

    @Override
    public int guess() {
      return SharedBuffers.INBOUND;
    }

    @Override
    public void reset(ChannelConfig config) {}

    @Override
    public void incMessagesRead(int numMessages) {}

    @Override
    public void lastBytesRead(int bytes) {
      last = bytes;
    }

    @Override
    public int lastBytesRead() {
      return last;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
      return attempted;
    }

    @Override
    public boolean continueReading() {
      return false;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreDataSupplier) {
      return false;
    }

    @Override
    public void readComplete() {}
  }
}
