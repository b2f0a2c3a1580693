package org.asyncio4j.net;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is made: the keyword arguments of {@code loop.create_connection} and {@code
 * asyncio.open_connection}. Immutable; made by {@link #builder}.
 *
 * @param limit streams only: the {@link StreamReader}'s limit in bytes
 * @param ssl speak TLS in this context; null for plain
 * @param tls how to speak it
 * @param family use addresses of this family only; null for any
 * @param localAddr what to bind to before connecting; null for anything
 * @param sock an open channel that is connected, instead of host and port
 * @param happyEyeballsDelay how long to wait for one attempt before the next is begun beside it
 *     (RFC 8305); null to try one address after the other
 * @param interleave how many addresses of the first family to try before families take turns; null
 *     for 1 with {@code happyEyeballsDelay}, else for the order of the resolver
 */
public record ConnectOptions(
    int limit,
    @Nullable SSLContext ssl,
    TlsOptions tls,
    @Nullable ProtocolFamily family,
    @Nullable InetSocketAddress localAddr,
    @Nullable SocketChannel sock,
    @Nullable Duration happyEyeballsDelay,
    @Nullable Integer interleave) {
  private static final ConnectOptions DEFAULTS = builder().build();

  /** {@return the options of a plain connection} */
  public static ConnectOptions defaults() {
    return DEFAULTS;
  }

  /** {@return a builder that begins with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the options of a server's end of one connection}
   *
   * @param sock connected
   * @param options has TLS
   */
  public static ConnectOptions accepted(SocketChannel sock, ServerOptions options) {
    return new ConnectOptions(
        options.limit(), options.ssl(), options.tls(), null, null, sock, null, null);
  }

  /** Collects options. */
  public static final class Builder extends OptionsBuilder<Builder> {
    private @Nullable InetSocketAddress localAddr;
    private @Nullable SocketChannel sock;
    private @Nullable Duration happyEyeballsDelay;
    private @Nullable Integer interleave;

    private Builder() {
      super(TlsOptions.client());
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Has TLS spoken, as {@code ssl=True} does.
     *
     * @return this builder
     * @throws IllegalStateException if the JDK has no default context
     */
    public Builder ssl() {
      try {
        return ssl(SSLContext.getDefault());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("no default SSLContext: give one", e);
      }
    }

    /**
     * Sets what the peer's certificate must be for.
     *
     * @param hostname the name; empty to check nothing
     * @return this builder
     */
    public Builder serverHostname(String hostname) {
      tls = tls.withServerHostname(hostname);
      return this;
    }

    /**
     * Sets what to bind to before connecting.
     *
     * @param address the local address
     * @return this builder
     */
    public Builder localAddr(InetSocketAddress address) {
      localAddr = address;
      return this;
    }

    /**
     * Sets a channel to use, instead of host and port.
     *
     * @param channel connected; the transport owns it from then on
     * @return this builder
     */
    public Builder sock(SocketChannel channel) {
      sock = channel;
      return this;
    }

    /**
     * Has attempts to connect run side by side.
     *
     * @param delay how long one has before the next is begun; RFC 8305 recommends 250 ms
     * @return this builder
     */
    public Builder happyEyeballsDelay(Duration delay) {
      happyEyeballsDelay = delay;
      return this;
    }

    /**
     * Sets how addresses are reordered.
     *
     * @param firstFamilyCount how many of the first family go before families take turns; 0 for the
     *     order of the resolver
     * @return this builder
     */
    public Builder interleave(int firstFamilyCount) {
      interleave = firstFamilyCount;
      return this;
    }

    /** {@return the options} */
    public ConnectOptions build() {
      return new ConnectOptions(
          limit, ssl, tls, family, localAddr, sock, happyEyeballsDelay, interleave);
    }
  }
}
