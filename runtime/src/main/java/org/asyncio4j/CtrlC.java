package org.asyncio4j;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a {@link Runner} runs on the main thread: the first cancels the main task, the
 * second stops the loop, a third finds the JVM's own handler, which ends the JVM.
 */
final class CtrlC implements Runnable {
  private static final String SIGNAL = "INT";

  /** 128 and the number of SIGINT: what shells make of a process that it ended. */
  private static final int EXIT_STATUS = 130;

  private final EventLoop loop;
  private final Task<?> main;

  /** Any thread. */
  private final AtomicInteger received = new AtomicInteger();

  // Confined to the loop's thread.
  private int handled;
  private boolean cancelled;
  private boolean over;

  /** Both null if the signal is not handled here. Read by the thread of the signal too. */
  private volatile @Nullable Object own;

  private volatile @Nullable Object original;

  private CtrlC(EventLoop loop, Task<?> main) {
    this.loop = loop;
    this.main = main;
  }

  /**
   * Takes over the signal, as asyncio does: on the main thread only, and unless the program handles
   * or ignores it.
   */
  static CtrlC during(Task<?> main, EventLoop loop) {
    CtrlC ctrlC = new CtrlC(loop, main);
    if (isMainThread()) {
      ctrlC.install();
    }
    return ctrlC;
  }

  /**
   * The JVM calls it so; nothing else tells it for certain, its number differs between versions.
   */
  private static boolean isMainThread() {
    return Thread.currentThread().getName().equals("main");
  }

  private void install() {
    try {
      Object handler = Signals.handler(this);
      Object previous = Signals.set(SIGNAL, handler);
      if (Signals.isDefault(previous)) {
        own = handler;
        original = previous;
      } else {
        Signals.set(SIGNAL, previous);
      }
    } catch (IllegalArgumentException | NoClassDefFoundError e) {
      // No signals in this JVM, or -Xrs: Ctrl-C is none of our business.
      original = null;
    }
  }

  /** Gives the signal back to the JVM, unless the program has taken it meanwhile. */
  private void restore() {
    if (original == null) {
      return;
    }
    Object current = Signals.set(SIGNAL, original);
    if (current != own && !Signals.isDefault(current)) {
      Signals.set(SIGNAL, current);
    }
  }

  /** Receives a signal, on a thread of the JVM's. */
  @Override
  public void run() {
    if (received.incrementAndGet() > 1) {
      restore();
    }
    loop.post(new Handle((Runnable) this::handle, IdentityMap.EMPTY));
  }

  private void handle() {
    if (over) {
      return;
    }
    handled++;
    if (handled == 1 && !main.isDone()) {
      cancelled = true;
      main.cancelFor(CancelOrigin.of(loop, null, "Ctrl-C"));
    } else {
      throw interrupt();
    }
  }

  /** Gives the signal back. */
  void uninstall() {
    over = true;
    restore();
  }

  /** Whether a cancellation that leaves the main task is the first Ctrl-C's, and nobody else's. */
  boolean isCause() {
    return cancelled && main.uncancel() == 0;
  }

  /** Whether a signal came too late for the loop to handle it. */
  boolean isPending() {
    return received.get() > handled;
  }

  /** What to throw at the end; uncaught it ends the JVM as the signal itself would have. */
  static KeyboardInterrupt interrupt() {
    Thread thread = Thread.currentThread();
    UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    if (isMainThread() && handler == thread.getThreadGroup()) {
      thread.setUncaughtExceptionHandler(
          (dying, failure) -> {
            handler.uncaughtException(dying, failure);
            if (failure instanceof KeyboardInterrupt) {
              System.exit(EXIT_STATUS);
            }
          });
    }
    return new KeyboardInterrupt();
  }
}
