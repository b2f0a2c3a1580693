package org.asyncio4j;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does beyond its work while it is in debug mode: it measures its callbacks and has
 * them watched, and keeps account of coroutines that nobody awaits. Confined to the loop's thread.
 */
final class DebugMode {
  private final EventLoop loop;
  private final UnawaitedCoroutines unawaited = new UnawaitedCoroutines(this);

  /** Lives while the loop runs. */
  private @Nullable Watchdog watchdog;

  DebugMode(EventLoop loop) {
    this.loop = loop;
    UnawaitedCoroutines.want();
  }

  /** The loop leaves debug mode. */
  void end() {
    stopWatchdog();
    UnawaitedCoroutines.doNotWant();
  }

  EventLoop loop() {
    return loop;
  }

  UnawaitedCoroutines unawaited() {
    return unawaited;
  }

  /** Runs an entry of the ready queue, and reports it if it takes too long. */
  void run(Object entry) {
    Watchdog dog = watchdog;
    if (dog == null) {
      dog = new Watchdog(loop);
      watchdog = dog;
    }
    Watchdog.Watch watch = dog.begin(entry);
    try {
      loop.run(entry);
    } finally {
      dog.end();
    }
    long nanos = System.nanoTime() - watch.start();
    if (nanos >= loop.slowCallbackNanos) {
      FailureReports.print(
          "Executing "
              + entry
              + String.format(Locale.ROOT, " took %.3f seconds", nanos / 1e9)
              + watch.stack());
    }
    unawaited.reportCollected();
  }

  /** The loop stops running. */
  void stopWatchdog() {
    if (watchdog != null) {
      watchdog.stop();
      watchdog = null;
    }
  }
}
