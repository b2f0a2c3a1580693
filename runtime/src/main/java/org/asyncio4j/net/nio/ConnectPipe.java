package org.asyncio4j.net.nio;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Makes protocol and transport of a pipe, and waits until the one has been told of the other. */
final class ConnectPipe<P extends StreamingProtocol, R> extends Sequence<R> {
  /** How a transport is made. */
  interface Opening {
    Transport open(StreamingProtocol protocol) throws IOException;
  }

  private final EventLoop loop;
  private final String name;
  private final Supplier<? extends P> protocolFactory;
  private final Opening opening;
  private final BiFunction<Transport, P, R> result;
  private @Nullable P protocol;
  private @Nullable Transport transport;

  ConnectPipe(
      EventLoop loop,
      String name,
      Supplier<? extends P> protocolFactory,
      Opening opening,
      BiFunction<Transport, P, R> result) {
    super(2);
    this.loop = loop;
    this.name = name;
    this.protocolFactory = protocolFactory;
    this.opening = opening;
    this.result = result;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    return number == 0
        ? await(begin())
        : result.apply(Objects.requireNonNull(transport), Objects.requireNonNull(protocol));
  }

  private Future<Void> begin() throws IOException {
    P made = protocolFactory.get();
    protocol = made;
    transport = opening.open(made);
    Future<Void> connected = loop.createFuture();
    loop.callSoon(() -> settle(connected));
    return connected;
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void settle(Future<Void> connected) {
    if (!connected.isDone()) {
      connected.setResult(null);
    }
  }

  @Override
  void abandoned() {
    if (transport != null) {
      transport.close();
    }
  }

  @Override
  protected String qualifiedName() {
    return name;
  }
}
