package org.asyncio4j;

import java.util.concurrent.atomic.AtomicInteger;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines made on a loop in debug mode that have not begun, oldest first. One is reported
 * once it has been collected, and at the latest when the loop is closed. Confined to the loop's
 * thread.
 */
final class UnawaitedCoroutines {
  /** asyncio's {@code DEBUG_STACK_DEPTH}. */
  private static final int FRAMES = 10;

  private static final AtomicInteger DEBUGGED_LOOPS = new AtomicInteger();

  /**
   * Whether some loop of this JVM is in debug mode, so that it is worth to ask whether the current
   * one is. Read wherever a coroutine is made, hence plain: a thread that sees it late has not been
   * told of the loop either.
   */
  static boolean wanted;

  private final WatchList<Coroutine<?>, UnawaitedCoroutine> coroutines = new WatchList<>();
  private final DebugMode debug;

  UnawaitedCoroutines(DebugMode debug) {
    this.debug = debug;
  }

  /** A loop enters debug mode. */
  static void want() {
    DEBUGGED_LOOPS.incrementAndGet();
    wanted = true;
  }

  /** A loop leaves debug mode. */
  static void doNotWant() {
    if (DEBUGGED_LOOPS.decrementAndGet() == 0) {
      wanted = false;
    }
  }

  /** Puts a coroutine on record that is just being made, if the current loop is in debug mode. */
  static void record(Coroutine<?> coroutine) {
    EventLoop loop = EventLoop.runningOrNull();
    if (loop != null && loop.debug != null && !(coroutine instanceof Done)) {
      loop.debug.unawaited().add(coroutine);
    }
  }

  private void add(Coroutine<?> coroutine) {
    String name;
    StackTraceElement method;
    try {
      name = coroutine.qualifiedName();
      method = coroutine.frame();
    } catch (RuntimeException e) {
      // One written by hand, whose own constructor has not run yet.
      name = coroutine.getClass().getSimpleName();
      method = null;
    }
    UnawaitedCoroutine record =
        new UnawaitedCoroutine(coroutine, name, Traces.makingOf(method, FRAMES), this, coroutines);
    coroutines.add(record);
    coroutine.status = Coroutine.CORO_RECORDED;
    coroutine.awaitee = record;
  }

  /** Takes a coroutine off the record: it begins, is closed, or is nobody's to await. */
  static void forget(Coroutine<?> coroutine) {
    if (coroutine.status != Coroutine.CORO_RECORDED) {
      return;
    }
    UnawaitedCoroutine record = (UnawaitedCoroutine) coroutine.awaitee;
    coroutine.status = Coroutine.CORO_CREATED;
    coroutine.awaitee = null;
    if (record != null) {
      record.owner.remove(record);
    }
  }

  private void remove(UnawaitedCoroutine record) {
    EventLoop loop = debug.loop();
    if (loop.isOnOwnThread() || !loop.isRunning()) {
      coroutines.remove(record);
    } else {
      // Made on one loop, begun on another.
      loop.post(new Handle((Runnable) () -> coroutines.remove(record), IdentityMap.EMPTY));
    }
  }

  void reportCollected() {
    @Nullable UnawaitedCoroutine record;
    while ((record = coroutines.removeCollected()) != null) {
      report(record);
    }
  }

  void reportAll() {
    @Nullable UnawaitedCoroutine record;
    while ((record = coroutines.removeOldest()) != null) {
      report(record);
    }
  }

  private static void report(UnawaitedCoroutine record) {
    FailureReports.print(
        "coroutine '"
            + record.name
            + "' was never awaited"
            + System.lineSeparator()
            + "Coroutine created at (most recent call first)"
            + Traces.lines(record.made));
  }
}
