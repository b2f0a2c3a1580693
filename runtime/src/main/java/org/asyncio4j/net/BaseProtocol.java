package org.asyncio4j.net;

import org.jspecify.annotations.Nullable;

/**
 * Who is told of what happens to a transport: called by the loop, on its thread. Mirrors {@code
 * asyncio.BaseProtocol}.
 */
public interface BaseProtocol {
  /**
   * Called once, when the transport is closed for good.
   *
   * @param failure why; null after a regular end: the peer's end of file, {@code close} or {@code
   *     abort}
   */
  default void connectionLost(@Nullable Throwable failure) {}

  /**
   * Called when the transport's buffer goes above its high water mark: better write no more until
   * {@link #resumeWriting}.
   */
  default void pauseWriting() {}

  /** Called when the transport's buffer has drained to its low water mark. */
  default void resumeWriting() {}
}
