package org.asyncio4j;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link Coroutine#send} and {@link Coroutine#raise} when the coroutine has returned.
 *
 * <p>Mirrors {@code StopIteration}.
 */
public class StopIteration extends NoSuchElementException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object value;

  /**
   * Makes the signal.
   *
   * @param value what the coroutine returned
   */
  public StopIteration(@Nullable Object value) {
    this.value = value;
  }

  /**
   * {@return what the coroutine returned} Null after deserialization: a result need not be
   * serializable.
   */
  public @Nullable Object value() {
    return value;
  }

  /** {@return the result as a string} Made when asked for: results are not all cheap to print. */
  @Override
  public @Nullable String getMessage() {
    return value == null ? null : value.toString();
  }
}
