package org.asyncio4j.net;

import java.nio.ByteBuffer;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a {@link StreamReader} with the data of a connection. Confined to the loop's thread.
 * Mirrors {@code asyncio.StreamReaderProtocol}.
 */
public class StreamReaderProtocol extends FlowControl implements ByteSink {
  private final StreamReader reader;
  private final @Nullable ClientHandler handler;
  private @Nullable Transport transport;
  private boolean overTls;

  /**
   * Makes a protocol of the running loop.
   *
   * @param reader what to feed
   */
  public StreamReaderProtocol(StreamReader reader) {
    this(reader, null, Asyncio.getRunningLoop());
  }

  /**
   * Makes a protocol.
   *
   * @param reader what to feed
   * @param handler called when the connection is made; null for a client's end
   * @param loop the loop of the connection
   */
  public StreamReaderProtocol(
      StreamReader reader, @Nullable ClientHandler handler, EventLoop loop) {
    super(loop);
    this.reader = reader;
    this.handler = handler;
  }

  @Override
  public void connectionMade(Transport transport) {
    this.transport = transport;
    reader.setTransport(transport);
    overTls = transport.getExtraInfo("sslcontext") != null;
    if (handler != null) {
      serve(handler, transport);
    }
  }

  private void serve(ClientHandler clientHandler, Transport connection) {
    StreamWriter writer = new StreamWriter(connection, this, reader, loop);
    try {
      Coroutine<Void> serving = clientHandler.handle(reader, writer);
      if (serving != null) {
        loop.createTask(serving).addDoneCallback(task -> served((Task<Void>) task, writer));
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      failed(t, writer);
    }
  }

  private void served(Task<Void> task, StreamWriter writer) {
    if (task.isCancelled()) {
      writer.close();
      return;
    }
    Throwable failure = task.exception();
    if (failure != null) {
      failed(failure, writer);
    }
  }

  /** The writer knows what the connection is by now, after TLS has come between. */
  private void failed(Throwable failure, StreamWriter writer) {
    loop.callExceptionHandler(
        new ExceptionContext("Unhandled exception in client_connected_cb", failure));
    writer.close();
  }

  /** The two ends of a client's connection. */
  Connection connection(Transport made) {
    return new Connection(reader, new StreamWriter(made, this, reader, loop));
  }

  boolean isServer() {
    return handler != null;
  }

  void replaceTransport(Transport replacement) {
    transport = replacement;
    overTls = true;
    reader.replaceTransport(replacement);
  }

  @Override
  public void dataReceived(byte[] data) {
    reader.feedData(data);
  }

  @Override
  public void received(ByteBuffer data) {
    reader.feedData(data);
  }

  @Override
  public boolean eofReceived() {
    reader.feedEof();
    return !overTls;
  }

  @Override
  public void connectionLost(@Nullable Throwable failure) {
    if (failure == null) {
      reader.feedEof();
    } else {
      reader.setException(failure);
    }
    super.connectionLost(failure);
    transport = null;
  }

  /** {@return {@code <StreamReaderProtocol transport=...>}} */
  @Override
  public String toString() {
    return "<StreamReaderProtocol transport=" + transport + '>';
  }
}
