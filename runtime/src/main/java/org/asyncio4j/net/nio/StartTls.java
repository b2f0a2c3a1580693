package org.asyncio4j.net.nio;

import javax.net.ssl.SSLContext;
import org.asyncio4j.Future;
import org.asyncio4j.Handle;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.TlsOptions;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** Puts TLS between a connection and its protocol. */
final class StartTls extends Sequence<Transport> {
  private final Kernel kernel;
  private final Transport raw;
  private final StreamingProtocol protocol;
  private final SSLContext context;
  private final TlsOptions options;
  private @Nullable TlsProtocol tls;
  private @Nullable Handle beginning;

  StartTls(
      Kernel kernel,
      Transport raw,
      StreamingProtocol protocol,
      SSLContext context,
      TlsOptions options) {
    super(2);
    this.kernel = kernel;
    this.raw = raw;
    this.protocol = protocol;
    this.context = context;
    this.options = options;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    return number == 0 ? await(begin()) : tls == null ? null : tls.transport();
  }

  private Future<Void> begin() {
    if (raw instanceof ReadPipeTransport || raw instanceof WritePipeTransport) {
      throw new IllegalArgumentException("transport " + raw + " is not supported by start_tls()");
    }
    if (!options.serverSide() && options.serverHostname() == null) {
      throw new IllegalArgumentException(
          "check_hostname requires server_hostname: give one, or an empty one to check nothing");
    }
    Future<Void> ready = kernel.loop().createFuture();
    TlsProtocol upgraded = TlsProtocol.upgrade(kernel, protocol, context, options, ready);
    tls = upgraded;
    // Whatever arrives from now on is TLS.
    raw.pauseReading();
    raw.setProtocol(upgraded);
    beginning = kernel.loop().callSoon(() -> upgraded.connectionMade(raw));
    kernel.loop().callSoon(raw::resumeReading);
    return ready;
  }

  @Override
  void abandoned() {
    if (beginning != null) {
      beginning.cancel();
      raw.close();
    }
  }

  @Override
  protected String qualifiedName() {
    return "start_tls";
  }
}
