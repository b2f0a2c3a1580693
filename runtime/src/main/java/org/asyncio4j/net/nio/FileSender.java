package org.asyncio4j.net.nio;

import org.asyncio4j.Future;
import org.asyncio4j.net.Transport;

/** A connection that can have the system send a file. Confined to the loop's thread. */
public interface FileSender extends Transport {
  /** {@return whether it can, this one and now} */
  boolean sendsFiles();

  /**
   * Sends a file behind what waits; nothing may be written until that is done.
   *
   * @param file what to send
   * @return done when all of it has gone out, or the connection is lost
   * @throws IllegalStateException if a file is sent already, or after {@link #writeEof}
   */
  Future<Void> transfer(FileTransfer file);

  /**
   * Sends no more of a file, and lets it know how much has gone out.
   *
   * @param file what may not have been sent to its end
   */
  void endTransfer(FileTransfer file);
}
