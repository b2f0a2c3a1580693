package org.asyncio4j.net.nio;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.asyncio4j.net.TlsOptions;

/** Makes the engines of connections over TLS, whoever drives them. */
final class SslEngines {
  private SslEngines() {}

  /**
   * Makes the engine of one end.
   *
   * @param host the peer's name, unless the options have one; empty to check nothing
   */
  static SSLEngine of(SSLContext context, TlsOptions options, String host) {
    return options.serverSide() ? server(context, options) : client(context, options, host);
  }

  private static SSLEngine client(SSLContext context, TlsOptions options, String host) {
    String name = options.serverHostname() == null ? host : options.serverHostname();
    SSLEngine engine =
        name.isEmpty() ? context.createSSLEngine() : context.createSSLEngine(name, -1);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine, options);
    if (!name.isEmpty() && parameters.getEndpointIdentificationAlgorithm() == null) {
      // As Python's contexts do by default: a certificate is worth nothing unless it is the peer's.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLEngine server(SSLContext context, TlsOptions options) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters(engine, options));
    return engine;
  }

  private static SSLParameters parameters(SSLEngine engine, TlsOptions options) {
    SSLParameters given = options.sslParameters();
    if (given == null) {
      return engine.getSSLParameters();
    }
    // A round through the engine makes a copy, which is ours to change.
    engine.setSSLParameters(given);
    return engine.getSSLParameters();
  }
}
