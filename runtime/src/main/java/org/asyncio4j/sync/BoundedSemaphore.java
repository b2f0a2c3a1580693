package org.asyncio4j.sync;

/**
 * A semaphore that cannot be given more permits than it had at first. Mirrors {@code
 * asyncio.BoundedSemaphore}.
 */
public final class BoundedSemaphore extends Semaphore {
  private final int bound;

  /** Makes a semaphore of one permit. */
  public BoundedSemaphore() {
    this(1);
  }

  /**
   * Makes a semaphore.
   *
   * @param value the number of permits
   * @throws IllegalArgumentException if it is negative: "Semaphore initial value must be &gt;= 0"
   */
  public BoundedSemaphore(int value) {
    super(value);
    bound = value;
  }

  /**
   * Gives back a permit.
   *
   * @throws IllegalArgumentException if none was taken: "BoundedSemaphore released too many times"
   */
  @Override
  public void release() {
    if (value() >= bound) {
      throw new IllegalArgumentException("BoundedSemaphore released too many times");
    }
    super.release();
  }
}
