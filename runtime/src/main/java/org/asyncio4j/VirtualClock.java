package org.asyncio4j;

import java.time.Duration;

/**
 * A clock that starts at zero and jumps to the next timer whenever its loop has nothing else to do:
 * programs that sleep finish at once, in the order of asyncio, and deterministically so.
 *
 * <p>Only timers move it. A loop without one waits for other threads as ever; but where a timer is
 * pending, a completion from another thread is not waited for: the clock does not know of it. One
 * clock serves one loop at a time.
 *
 * <pre>{@code
 * try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
 *   runner.run(main());
 * }
 * }</pre>
 */
public final class VirtualClock implements LoopClock {
  /** Written by the loop's thread. */
  private volatile long now;

  /** Makes a clock that reads zero. */
  public VirtualClock() {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public long sleepUntil(long nanoTime) {
    now = Math.max(now, nanoTime);
    return 0;
  }

  @Override
  public String toString() {
    return "VirtualClock[" + Duration.ofNanos(now) + "]";
  }
}
