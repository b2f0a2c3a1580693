package org.asyncio4j.net;

import java.net.ProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server listens: the keyword arguments of {@code loop.create_server} and {@code
 * asyncio.start_server}. Immutable; made by {@link #builder}.
 *
 * @param limit streams only: the limit in bytes of each client's {@link StreamReader}
 * @param ssl speak TLS in this context; null for plain
 * @param tls how to speak it
 * @param family use addresses of this family only; null for any
 * @param sock an open channel that is bound, instead of host and port
 * @param backlog how many connections the system may hold until they are accepted
 * @param reuseAddress whether an address can be bound that old connections still use; null for the
 *     platform's custom: yes, save on Windows
 * @param reusePort whether others may listen on the same port
 * @param startServing whether to accept at once
 */
public record ServerOptions(
    int limit,
    @Nullable SSLContext ssl,
    TlsOptions tls,
    @Nullable ProtocolFamily family,
    @Nullable ServerSocketChannel sock,
    int backlog,
    @Nullable Boolean reuseAddress,
    boolean reusePort,
    boolean startServing) {
  private static final ServerOptions DEFAULTS = builder().build();

  /** {@return the options of a plain server} */
  public static ServerOptions defaults() {
    return DEFAULTS;
  }

  /** {@return a builder that begins with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. */
  public static final class Builder extends OptionsBuilder<Builder> {
    private @Nullable ServerSocketChannel sock;
    private int backlog = 100;
    private @Nullable Boolean reuseAddress;
    private boolean reusePort;
    private boolean startServing = true;

    private Builder() {
      super(TlsOptions.server());
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets a channel to use, instead of host and port.
     *
     * @param channel bound, which makes it listen in Java; the server owns it from then on
     * @return this builder
     */
    public Builder sock(ServerSocketChannel channel) {
      sock = channel;
      return this;
    }

    /**
     * Sets how many connections may wait to be accepted.
     *
     * @param connections 100 by default
     * @return this builder
     */
    public Builder backlog(int connections) {
      backlog = connections;
      return this;
    }

    /**
     * Sets whether an address can be bound that old connections still use.
     *
     * @param reuse whether it can
     * @return this builder
     */
    public Builder reuseAddress(boolean reuse) {
      reuseAddress = reuse;
      return this;
    }

    /**
     * Sets whether others may listen on the same port.
     *
     * @param reuse whether they may
     * @return this builder
     */
    public Builder reusePort(boolean reuse) {
      reusePort = reuse;
      return this;
    }

    /**
     * Sets whether to accept at once.
     *
     * @param start false to wait for {@link Server#startServing} or {@link Server#serveForever}
     * @return this builder
     */
    public Builder startServing(boolean start) {
      startServing = start;
      return this;
    }

    /** {@return the options} */
    public ServerOptions build() {
      return new ServerOptions(
          limit, ssl, tls, family, sock, backlog, reuseAddress, reusePort, startServing);
    }
  }
}
