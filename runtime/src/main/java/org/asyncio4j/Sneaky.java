package org.asyncio4j;

/**
 * Throws checked exceptions where none is declared: what a future or a coroutine failed with is
 * thrown as it is, never wrapped.
 */
final class Sneaky {
  private Sneaky() {}

  /** Throws {@code failure} itself; declared to return so that callers can write {@code throw}. */
  static RuntimeException rethrow(Throwable failure) {
    throw Sneaky.<RuntimeException>unchecked(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X unchecked(Throwable failure) throws X {
    throw (X) failure;
  }
}
