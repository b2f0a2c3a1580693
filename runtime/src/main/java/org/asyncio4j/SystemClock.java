package org.asyncio4j;

/**
 * Time since the first use of the clock in this JVM: {@link System#nanoTime()} itself may be
 * negative or overflow.
 */
final class SystemClock implements LoopClock {
  static final SystemClock INSTANCE = new SystemClock();

  private final long origin = System.nanoTime();

  private SystemClock() {}

  @Override
  public long nanoTime() {
    return System.nanoTime() - origin;
  }

  @Override
  public long sleepUntil(long nanoTime, boolean outstanding) {
    return nanoTime == NEVER ? NEVER : nanoTime - nanoTime();
  }

  @Override
  public String toString() {
    return "LoopClock.system()";
  }
}
