package org.asyncio4j;

import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the thread of a loop in debug mode from a thread of its own: a callback that takes longer
 * than {@link EventLoop#slowCallbackDuration} is caught in the act, with the stack that blocks. One
 * that blocks for ever is thus reported as well.
 */
final class Watchdog implements Runnable {
  private static final long SHORTEST_WAIT = 1_000_000;

  private final EventLoop loop;
  private final Thread watched = Thread.currentThread();

  /** What the loop's thread runs now; written by that thread. */
  private volatile @Nullable Watch current;

  private volatile boolean stopped;

  /** Begins to watch the calling thread. */
  Watchdog(EventLoop loop) {
    this.loop = loop;
    Thread thread = new Thread(this, "asyncio_watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  Watch begin(Object entry) {
    Watch watch = new Watch(entry, System.nanoTime());
    current = watch;
    return watch;
  }

  void end() {
    current = null;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      LockSupport.parkNanos(this, Math.max(SHORTEST_WAIT, look()));
    }
  }

  /** Looks at the loop's thread; returns the time until the next look. */
  private long look() {
    long limit = loop.slowCallbackNanos;
    Watch watch = current;
    // What begins now is looked at once it has had its time, and what was caught is left alone.
    if (watch == null || watch.isCaught()) {
      return limit;
    }
    long left = watch.start() + limit - System.nanoTime();
    if (left > 0) {
      return left;
    }
    StackTraceElement[] stack = watched.getStackTrace();
    if (watch == current) {
      watch.catchAt(stack);
      FailureReports.print(
          "Executing "
              + describe(watch.entry())
              + String.format(Locale.ROOT, " takes longer than %.3f seconds", limit / 1e9)
              + watch.stack());
    }
    return limit;
  }

  /** The entry belongs to the other thread, which is using it: what is read here may not fit. */
  private static String describe(Object entry) {
    try {
      return entry.toString();
    } catch (RuntimeException e) {
      return entry.getClass().getSimpleName();
    }
  }

  /** One callback as it runs. */
  static final class Watch {
    private final Object entry;
    private final long start;

    /** Written by the watchdog's thread. */
    private volatile @Nullable String stack;

    private Watch(Object entry, long start) {
      this.entry = entry;
      this.start = start;
    }

    private Object entry() {
      return entry;
    }

    /** When it began, by {@link System#nanoTime()}. */
    long start() {
      return start;
    }

    private boolean isCaught() {
      return stack != null;
    }

    private void catchAt(StackTraceElement[] frames) {
      stack = Traces.lines(Traces.aboveTheLoop(frames));
    }

    /** Where it was caught: a line for each frame, or nothing. */
    String stack() {
      String caught = stack;
      return caught == null ? "" : caught;
    }
  }
}
