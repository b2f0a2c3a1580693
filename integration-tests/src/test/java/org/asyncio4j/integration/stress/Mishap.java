package org.asyncio4j.integration.stress;

/** What a visitor fails with at random. */
final class Mishap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mishap() {
    // A trace of each would take longer than all the rest.
    super("mishap", null, false, false);
  }
}
