package org.asyncio4j.net.nio;

import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.Collection;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.asyncio4j.net.StreamingProtocol;
import org.asyncio4j.net.Transport;
import org.jspecify.annotations.Nullable;

/** A connection over TLS, as the application sees it. */
final class TlsTransport implements Transport, FlowControlled {
  private final TlsProtocol tls;

  TlsTransport(TlsProtocol tls) {
    this.tls = tls;
  }

  @Override
  public void write(byte[] data) {
    tls.write(ByteBuffer.wrap(data));
  }

  @Override
  public void write(ByteBuffer data) {
    tls.write(data);
  }

  @Override
  public void writelines(Collection<byte[]> data) {
    int size = 0;
    for (byte[] piece : data) {
      size += piece.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(size);
    data.forEach(joined::put);
    tls.write(joined.flip());
  }

  /**
   * Not over TLS, as in asyncio.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void writeEof() {
    throw new UnsupportedOperationException("write_eof() is not supported over TLS");
  }

  @Override
  public boolean canWriteEof() {
    return false;
  }

  @Override
  public void abort() {
    tls.abort();
  }

  @Override
  public void close() {
    tls.close();
  }

  @Override
  public boolean isClosing() {
    return tls.isClosing();
  }

  @Override
  public boolean isReading() {
    return tls.isReading();
  }

  @Override
  public void pauseReading() {
    tls.pauseReading();
  }

  @Override
  public void resumeReading() {
    tls.resumeReading();
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    tls.marks().set(high, low);
  }

  @Override
  public boolean isWritingPaused() {
    return tls.marks().isPaused();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return tls.marks().get();
  }

  @Override
  public int getWriteBufferSize() {
    return tls.buffered();
  }

  @Override
  public void setProtocol(StreamingProtocol protocol) {
    tls.application(protocol);
  }

  @Override
  public StreamingProtocol getProtocol() {
    return tls.application();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return switch (name) {
      case "sslcontext" -> tls.context();
      case "ssl_object" -> tls.engine();
      case "cipher" -> tls.engine().getSession().getCipherSuite();
      case "peercert" -> peerCertificate();
      default -> tls.rawInfo(name);
    };
  }

  private @Nullable Certificate peerCertificate() {
    try {
      return tls.engine().getSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  /** {@return {@code <TlsTransport tls=... over=...>}} */
  @Override
  public String toString() {
    return "<TlsTransport " + tls + " laddr=" + tls.rawInfo("sockname") + '>';
  }
}
