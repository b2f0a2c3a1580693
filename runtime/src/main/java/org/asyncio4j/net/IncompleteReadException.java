package org.asyncio4j.net;

import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/**
 * The stream has ended before a read had what it wanted. Mirrors {@code
 * asyncio.IncompleteReadError}.
 */
public class IncompleteReadException extends EOFException {
  private static final long serialVersionUID = 1L;

  private final byte[] partial;
  private final @Nullable Integer expected;

  /**
   * Makes an exception.
   *
   * @param partial what was read before the end
   * @param expected how many bytes were wanted; null if that was undefined
   */
  public IncompleteReadException(byte[] partial, @Nullable Integer expected) {
    super(
        partial.length
            + " bytes read on a total of "
            + (expected == null ? "undefined" : expected)
            + " expected bytes");
    this.partial = partial.clone();
    this.expected = expected;
  }

  /** {@return what was read before the end; it has left the stream} */
  public byte[] partial() {
    return partial.clone();
  }

  /** {@return how many bytes were wanted; null if a separator was looked for} */
  public @Nullable Integer expected() {
    return expected;
  }
}
