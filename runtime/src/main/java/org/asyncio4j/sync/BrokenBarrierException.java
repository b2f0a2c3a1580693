package org.asyncio4j.sync;

/**
 * Thrown where a task waits at a {@link Barrier} that was aborted or reset. Unchecked, unlike its
 * namesake in {@code java.util.concurrent}. Mirrors {@code asyncio.BrokenBarrierError}.
 */
public class BrokenBarrierException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was done to the barrier
   */
  public BrokenBarrierException(String message) {
    super(message);
  }
}
