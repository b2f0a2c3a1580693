package org.asyncio4j.net;

import java.time.Duration;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken, beside its {@link javax.net.ssl.SSLContext}: the keyword arguments of {@code
 * loop.start_tls}. Immutable.
 *
 * @param serverSide whether this end is the server; only {@link Networking#startTls} has to be told
 * @param serverHostname what the peer's certificate must be for; null for the host that is
 *     connected to, empty to check nothing
 * @param sslParameters ALPN protocols, cipher suites, client authentication; null for those of the
 *     context
 * @param sslHandshakeTimeout how long the handshake may take before the connection is aborted
 * @param sslShutdownTimeout how long the exchange of close-notify may take before the connection is
 *     aborted
 */
public record TlsOptions(
    boolean serverSide,
    @Nullable String serverHostname,
    @Nullable SSLParameters sslParameters,
    Duration sslHandshakeTimeout,
    Duration sslShutdownTimeout) {
  private static final TlsOptions CLIENT =
      new TlsOptions(false, null, null, Duration.ofSeconds(60), Duration.ofSeconds(30));

  /** {@return a client's: a minute for the handshake, half a minute for the shutdown} */
  public static TlsOptions client() {
    return CLIENT;
  }

  /** {@return a server's: a minute for the handshake, half a minute for the shutdown} */
  public static TlsOptions server() {
    return new TlsOptions(true, null, null, CLIENT.sslHandshakeTimeout, CLIENT.sslShutdownTimeout);
  }

  /**
   * {@return these, with what the peer's certificate must be for}
   *
   * @param hostname the name; empty to check nothing
   */
  public TlsOptions withServerHostname(String hostname) {
    return new TlsOptions(
        serverSide, hostname, sslParameters, sslHandshakeTimeout, sslShutdownTimeout);
  }

  /**
   * {@return these, with the parameters of the engine}
   *
   * @param parameters the parameters
   */
  public TlsOptions withSslParameters(SSLParameters parameters) {
    return new TlsOptions(
        serverSide, serverHostname, parameters, sslHandshakeTimeout, sslShutdownTimeout);
  }

  /**
   * {@return these, with a limit of the handshake}
   *
   * @param timeout how long it may take
   */
  public TlsOptions withSslHandshakeTimeout(Duration timeout) {
    return new TlsOptions(serverSide, serverHostname, sslParameters, timeout, sslShutdownTimeout);
  }

  /**
   * {@return these, with a limit of the shutdown}
   *
   * @param timeout how long it may take
   */
  public TlsOptions withSslShutdownTimeout(Duration timeout) {
    return new TlsOptions(serverSide, serverHostname, sslParameters, sslHandshakeTimeout, timeout);
  }
}
