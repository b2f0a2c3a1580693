package org.asyncio4j.net.nio;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What encrypts and decrypts for a {@link TlsProtocol}. Confined to the loop's thread. */
public interface TlsCodec {
  /** asyncio's high water mark of TLS, in bytes. */
  int HIGH_WATER = 512 * 1024;

  /**
   * Says the first word, if it is this end's; called once.
   *
   * @throws IOException if the engine refuses
   */
  void beginHandshake() throws IOException;

  /**
   * Takes ciphertext, and tells the protocol what it means: {@link TlsProtocol#handshakeFinished},
   * {@link TlsProtocol#deliver}, {@link TlsProtocol#closedByPeer}.
   *
   * @param ciphertext what has come; empty to look again at what was left when reading was paused
   * @throws IOException if it is no TLS, or the peer is not to be trusted
   */
  void received(ByteBuffer ciphertext) throws IOException;

  /**
   * Sends what remains in a buffer, and keeps what cannot be sent now.
   *
   * @param plaintext has nothing remaining afterwards
   * @throws IOException if the engine fails
   */
  void write(ByteBuffer plaintext) throws IOException;

  /** The connection wants no more for now. */
  void pauseWriting();

  /** The connection wants more. */
  void resumeWriting();

  /**
   * Sends what waits, as far as the connection wants it.
   *
   * @throws IOException if the engine fails
   */
  void flush() throws IOException;

  /** {@return whether nothing waits to be encrypted} */
  boolean isFlushed();

  /**
   * Says that nothing more will be written, behind all that was.
   *
   * @throws IOException if the engine fails
   */
  void closeNotify() throws IOException;

  /** Tells the peer what is wrong, if that is possible. */
  void alert();

  /** The connection is lost: drops what waits. */
  void lost();

  /** {@return the application's marks, which it may move} */
  WaterMarks marks();

  /** {@return how many bytes have not been sent} */
  int buffered();
}
