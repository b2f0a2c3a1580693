package org.asyncio4j.net.nio;

import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/** What goes out of a connection, files too: at once as far as possible, the rest in order. */
public abstract class Outgoing {
  private final StreamTransport transport;
  private final WriteQueue queue = new WriteQueue();

  /** What goes behind what waits, and nothing behind it as yet. */
  private @Nullable FileTransfer file;

  private @Nullable Future<Void> fileSent;

  /** The sending direction is closed, or is going to be. */
  private boolean eofWritten;

  /**
   * Makes an empty one.
   *
   * @param transport the connection
   */
  protected Outgoing(StreamTransport transport) {
    this.transport = transport;
  }

  /**
   * Sends as much of an array as goes at once. Nothing waits.
   *
   * @param data what to send
   * @return how many bytes were sent, or taken
   */
  protected abstract int send(byte[] data);

  /**
   * Sends as much of what remains in a buffer as goes at once. Nothing waits.
   *
   * @param data what to send; behind that its position is afterwards
   */
  protected abstract void send(ByteBuffer data);

  /** Sends as much of the queue as goes at once, and the rest when that is possible. */
  protected abstract void sendQueued();

  /** Has the queue sent when that is possible. */
  protected abstract void startWriting();

  /** {@return whether somebody waits to write} */
  protected abstract boolean isPolling();

  /** Closes the sending direction. */
  protected abstract void shutdown();

  /**
   * Begins to send a file; called again when nothing waits any more.
   *
   * @param file what to send
   */
  protected abstract void beginFile(FileTransfer file);

  /**
   * Sends as much of a file as goes at once, and {@link #settleFile} if that was the last of it.
   * Nothing waits.
   *
   * @param file what to send
   */
  protected abstract void sendFile(FileTransfer file);

  /** {@return what could not be sent yet} */
  protected final WriteQueue queue() {
    return queue;
  }

  /** {@return whether nothing waits} */
  protected boolean isIdle() {
    return queue.isEmpty();
  }

  /** {@return whether nothing waits that is to go out before the connection is closed} */
  protected boolean isEmpty() {
    return isIdle();
  }

  /** {@return how many bytes wait} */
  protected int size() {
    return queue.size();
  }

  /** Drops what waits. */
  protected final void clear() {
    queue.clear();
  }

  /** Whether anything may be written and is of use. */
  private boolean canWrite() {
    if (file != null) {
      throw new IllegalStateException("unable to write; sendfile is in progress");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof()");
    }
    return !transport.isLost();
  }

  final void write(byte[] data) {
    if (!canWrite() || data.length == 0) {
      return;
    }
    int sent = isIdle() ? send(data) : 0;
    if (!transport.isLost()) {
      if (sent < data.length) {
        startWriting();
        queue.add(data, sent);
      }
      transport.grown();
    }
  }

  final void write(ByteBuffer data) {
    if (canWrite() && data.hasRemaining()) {
      if (isIdle()) {
        send(data);
      }
      if (!transport.isLost()) {
        if (data.hasRemaining()) {
          startWriting();
          queue.add(data);
        }
        transport.grown();
      }
    }
    data.position(data.limit());
  }

  final void writelines(Collection<byte[]> data) {
    if (!canWrite()) {
      return;
    }
    boolean idle = isIdle();
    for (byte[] piece : data) {
      queue.add(piece, 0);
    }
    if (idle && !queue.isEmpty()) {
      startWriting();
      sendQueued();
    }
    if (!transport.isLost()) {
      transport.grown();
    }
  }

  /** {@link FileSender#transfer}. */
  final Future<Void> transfer(FileTransfer added) {
    if (file != null) {
      throw new IllegalStateException("Empty waiter is already set");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call sendfile() after write_eof()");
    }
    Future<Void> future = transport.loop().createFuture();
    file = added;
    fileSent = future;
    beginFile(added);
    return future;
  }

  /** {@link FileSender#endTransfer}. */
  final void endTransfer(FileTransfer ended) {
    if (file == ended) {
      file = null;
      fileSent = null;
      stopFile(ended);
    }
  }

  /**
   * Sends no more of a file.
   *
   * @param ended what is not to be sent to its end
   */
  protected void stopFile(FileTransfer ended) {}

  /** {@return the file that goes behind what waits; null for none} */
  protected final @Nullable FileTransfer file() {
    return file;
  }

  /**
   * There is no more of the file to send.
   *
   * @param failure why, if that is not its end
   */
  @SuppressWarnings("NullAway") // Void's only value.
  protected final void settleFile(@Nullable Throwable failure) {
    Future<Void> future = fileSent;
    file = null;
    fileSent = null;
    if (future != null && !future.isDone()) {
      if (failure == null) {
        future.setResult(null);
      } else {
        future.setException(failure);
      }
    }
  }

  /**
   * The connection is lost.
   *
   * @param failure why; null for an end
   */
  protected void lost(@Nullable Throwable failure) {
    settleFile(failure == null ? new SocketException("Connection lost") : failure);
  }

  /** {@return whether nothing more is to go out for now, after some more of a file} */
  final boolean isDrained() {
    if (isIdle() && file != null && !transport.isClosing()) {
      sendFile(file);
    }
    return isIdle() && (file == null || transport.isClosing());
  }

  /** Closes the sending direction after what waits. */
  final void writeEof() {
    if (!eofWritten) {
      eofWritten = true;
      if (isIdle()) {
        shutdown();
      }
    }
  }

  /** All is out. */
  final void drained() {
    if (eofWritten) {
      shutdown();
    }
  }

  /** {@return how it stands, as transports print it} */
  @Override
  public final String toString() {
    return "write=<" + (isPolling() ? "polling" : "idle") + ", bufsize=" + size() + '>';
  }
}
