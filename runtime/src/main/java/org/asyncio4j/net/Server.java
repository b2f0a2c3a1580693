package org.asyncio4j.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.Asyncio;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and makes a transport and a protocol for each client. In {@link Asyncio#asyncWith} it is
 * closed at the end, and waited for. Confined to the loop's thread. Mirrors {@code asyncio.Server}.
 */
public abstract class Server implements AsyncContextManager<Server> {
  // serving and closed:
  //
  //   from      to        by
  //   idle      serving   startServing, serveForever
  //   idle      closed    close
  //   serving   closed    close

  private final EventLoop loop;
  private final Set<Transport> clients = new LinkedHashSet<>();

  /** Null once the server is closed and its last client gone. */
  private @Nullable List<Future<Void>> waiters = new ArrayList<>();

  /** What {@link #serveForever} awaits. */
  private @Nullable Future<Void> forever;

  private boolean serving;
  private boolean closed;

  /**
   * Makes a server that does not accept yet.
   *
   * @param loop its loop
   */
  protected Server(EventLoop loop) {
    this.loop = loop;
  }

  /** Begins to accept. Called at most once. */
  protected abstract void listen();

  /** Stops listening for good. Called at most once. */
  protected abstract void stopListening();

  /** {@return the sockets that it listens on} Called until it is closed. */
  protected abstract List<TransportSocket> listening();

  /**
   * Notes a client's connection.
   *
   * @param transport the connection
   */
  protected final void attach(Transport transport) {
    clients.add(transport);
  }

  /**
   * Notes that a client's connection is gone.
   *
   * @param transport the connection
   */
  protected final void detach(Transport transport) {
    clients.remove(transport);
    wakeUpIfOver();
  }

  /** {@return the loop that it belongs to} */
  public final EventLoop getLoop() {
    return loop;
  }

  /** {@return whether it accepts} */
  public final boolean isServing() {
    return serving;
  }

  /** {@return the sockets that it listens on; none once it is closed} */
  public final List<TransportSocket> sockets() {
    return closed ? List.of() : listening();
  }

  /**
   * Stops listening. The connections of clients go on. Does nothing if that was done; what {@link
   * #serveForever} does is cancelled.
   */
  public final void close() {
    if (closed) {
      return;
    }
    closed = true;
    serving = false;
    stopListening();
    if (forever != null && !forever.isDone()) {
      forever.cancel();
      forever = null;
    }
    wakeUpIfOver();
  }

  /** Closes the connections of all clients, each once all that was written to it has gone out. */
  public final void closeClients() {
    for (Transport client : List.copyOf(clients)) {
      client.close();
    }
  }

  /** Closes the connections of all clients at once. */
  public final void abortClients() {
    for (Transport client : List.copyOf(clients)) {
      client.abort();
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void wakeUpIfOver() {
    List<Future<Void>> waiting = waiters;
    if (closed && clients.isEmpty() && waiting != null) {
      waiters = null;
      for (Future<Void> waiter : waiting) {
        if (!waiter.isDone()) {
          waiter.setResult(null);
        }
      }
    }
  }

  /**
   * Accepts connections from now on.
   *
   * @return a coroutine
   * @throws IllegalStateException at the await, if the server is closed
   */
  public final Coroutine<Void> startServing() {
    return new StartServing();
  }

  private void beginServing() {
    if (closed) {
      throw new IllegalStateException("server " + this + " is closed");
    }
    if (!serving) {
      serving = true;
      listen();
    }
  }

  /**
   * Accepts connections until it is cancelled; then the server and the connections of its clients
   * are closed.
   *
   * @return a coroutine that ends in {@link CancelledError}
   * @throws IllegalStateException at the await, if the server is closed, or another task awaits
   *     this
   */
  public final Coroutine<Void> serveForever() {
    return new ServeForever();
  }

  /**
   * Waits until the server is closed and the connections of all its clients are gone.
   *
   * @return a coroutine
   */
  public final Coroutine<Void> waitClosed() {
    return new WaitClosed();
  }

  @Override
  public final Coroutine<Server> enter() {
    return Asyncio.done(this);
  }

  @Override
  public final Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Exit();
  }

  /** {@return asyncio's form, {@code <Server sockets=[...]>}} */
  @Override
  public String toString() {
    return "<Server sockets=" + sockets() + '>';
  }

  private final class StartServing extends Coroutine<Void> {
    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure) {
      beginServing();
      return tail(Asyncio.yieldNow());
    }
  }

  private final class ServeForever extends Coroutine<Void> {
    private int step;
    private @Nullable Throwable cancellation;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (step == 0) {
        step = 1;
        if (forever != null) {
          throw new IllegalStateException(
              "server " + Server.this + " is already being awaited on serve_forever()");
        }
        beginServing();
        forever = loop.createFuture();
        return await(forever);
      }
      if (step == 1) {
        step = 2;
        cancellation = failure;
        if (failure instanceof CancelledError) {
          Server.this.close();
          closeClients();
          Object outcome = await(waitClosed());
          if (outcome == SUSPENDED) {
            return SUSPENDED;
          }
        }
        forever = null;
      } else {
        forever = null;
        if (failure != null) {
          throw failure;
        }
      }
      if (cancellation != null) {
        throw cancellation;
      }
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "Server.serve_forever";
    }
  }

  private final class Exit extends Coroutine<Boolean> {
    private boolean begun;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (!begun) {
        begun = true;
        Server.this.close();
        if (await(waitClosed()) == SUSPENDED) {
          return SUSPENDED;
        }
      }
      return false;
    }
  }

  private final class WaitClosed extends Coroutine<Void> {
    private @Nullable Future<Void> waiter;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw failure;
      }
      if (waiter != null || waiters == null) {
        return null;
      }
      waiter = loop.createFuture();
      waiters.add(waiter);
      return await(waiter);
    }

    @Override
    protected String qualifiedName() {
      return "Server.wait_closed";
    }
  }
}
