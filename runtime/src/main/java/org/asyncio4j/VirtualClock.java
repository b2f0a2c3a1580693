package org.asyncio4j;

import java.time.Duration;

/**
 * A clock that starts at zero and goes where its loop has something to do: programs that sleep
 * finish at once, in the order of asyncio, and deterministically so. One clock serves one loop at a
 * time.
 *
 * <pre>{@code
 * try (Runner runner = Runner.builder().clock(new VirtualClock()).build()) {
 *   runner.run(main());
 * }
 * }</pre>
 *
 * <p>It jumps to the next timer whenever the loop has nothing else to do, and no other thread is at
 * work for it: not while a call of {@link Asyncio#toThread} or {@link EventLoop#runInExecutor} runs
 * or is queued, nor while a coroutine of another loop is awaited. So their outcome arrives at the
 * time when they began, however long they take. Who completes any other completion stage nobody
 * knows, so that the clock does not wait for it while a timer is pending: hand such work to {@code
 * toThread} or {@code runInExecutor}.
 *
 * <p>A {@link #stepping()} clock does not jump: it is moved by hand, with {@link #advance}.
 */
public final class VirtualClock implements LoopClock {
  private final boolean jumping;

  /** Written under the lock; read by any thread. */
  private volatile long now;

  // Guarded by this.

  /** How far {@link #advance} lets the time go on. */
  private long horizon;

  private Runnable wakeup = () -> {};

  /** Makes a clock that reads zero, and jumps. */
  public VirtualClock() {
    this(true);
  }

  private VirtualClock(boolean jumping) {
    this.jumping = jumping;
  }

  /** {@return a clock that reads zero and is moved by {@link #advance} only} */
  public static VirtualClock stepping() {
    return new VirtualClock(false);
  }

  /**
   * Lets the time go on. When it has nothing else to do the loop goes from timer to timer, each
   * running at its own time, until so much time has passed; threads at work are not waited for.
   * From any thread; a coroutine that wants to be there when it has passed awaits a {@link
   * Asyncio#sleep} of the same duration.
   *
   * @param duration how far from now, or from where earlier calls let it go
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    Runnable change;
    synchronized (this) {
      horizon = Durations.after(Math.max(horizon, now), Durations.nanos(duration));
      change = wakeup;
    }
    change.run();
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public synchronized long sleepUntil(long nanoTime, boolean outstanding) {
    if (nanoTime != NEVER && (jumping && !outstanding || nanoTime <= horizon)) {
      now = Math.max(now, nanoTime);
      return 0;
    }
    now = Math.max(now, horizon);
    return NEVER;
  }

  @Override
  public synchronized void attach(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  @Override
  public String toString() {
    return "VirtualClock[" + Duration.ofNanos(now) + "]";
  }
}
