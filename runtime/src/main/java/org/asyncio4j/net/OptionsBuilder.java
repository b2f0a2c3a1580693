package org.asyncio4j.net;

import java.net.ProtocolFamily;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options that both ends of a connection have. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class OptionsBuilder<B extends OptionsBuilder<B>>
    permits ConnectOptions.Builder, ServerOptions.Builder {
  int limit = StreamReader.DEFAULT_LIMIT;
  @Nullable SSLContext ssl;
  TlsOptions tls;
  @Nullable ProtocolFamily family;

  OptionsBuilder(TlsOptions tls) {
    this.tls = tls;
  }

  abstract B self();

  /**
   * Sets the limit of a stream's buffer.
   *
   * @param bytes half of what it holds before reading is paused, and the longest line; 64 KiB by
   *     default
   * @return this builder
   */
  public B limit(int bytes) {
    limit = bytes;
    return self();
  }

  /**
   * Has TLS spoken.
   *
   * @param context keys and trusted certificates
   * @return this builder
   */
  public B ssl(SSLContext context) {
    ssl = context;
    return self();
  }

  /**
   * Sets ALPN protocols, cipher suites, client authentication. Python has them in its context.
   *
   * @param parameters the parameters
   * @return this builder
   */
  public B sslParameters(SSLParameters parameters) {
    tls = tls.withSslParameters(parameters);
    return self();
  }

  /**
   * Sets how long the TLS handshake may take.
   *
   * @param timeout a minute by default
   * @return this builder
   */
  public B sslHandshakeTimeout(Duration timeout) {
    tls = tls.withSslHandshakeTimeout(timeout);
    return self();
  }

  /**
   * Sets how long the TLS shutdown may take.
   *
   * @param timeout half a minute by default
   * @return this builder
   */
  public B sslShutdownTimeout(Duration timeout) {
    tls = tls.withSslShutdownTimeout(timeout);
    return self();
  }

  /**
   * Restricts the addresses.
   *
   * @param only a {@link java.net.StandardProtocolFamily}
   * @return this builder
   */
  public B family(ProtocolFamily only) {
    family = only;
    return self();
  }
}
