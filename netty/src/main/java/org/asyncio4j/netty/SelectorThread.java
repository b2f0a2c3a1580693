package org.asyncio4j.netty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop, which sleeps elsewhere, when a channel of the JDK is ready. The selector is the
 * thread's while it selects, and the loop's while the thread rests: neither ever waits for a lock
 * of the other.
 */
final class SelectorThread {
  private final Selector selector;
  private final Runnable wakeup;

  /** Lets the thread select. */
  private final Semaphore begin = new Semaphore(0);

  /** The thread has selected, and rests. */
  private final Semaphore ended = new Semaphore(0);

  private volatile boolean halted;
  private volatile boolean ready;
  private volatile boolean closed;

  // Confined to the loop's thread.
  private @Nullable Thread thread;

  /** Whether the thread selects, for all that the loop knows. */
  private boolean selecting;

  /** Whether a key was cancelled that the selector still knows. */
  private boolean stale;

  /** What the selector does not know yet. */
  private final Set<Watched> changed = new LinkedHashSet<>();

  /**
   * Makes a thread that has not begun yet.
   *
   * @param wakeup wakes the loop, on that thread
   */
  SelectorThread(Runnable wakeup) throws IOException {
    this.wakeup = wakeup;
    this.selector = Selector.open();
  }

  /** Watches, until something is ready. */
  void watch() {
    if (selecting && ended.tryAcquire()) {
      selecting = false;
    }
    if (selecting && changed.isEmpty()) {
      return;
    }
    halt();
    flush();
    changed.forEach(Watched::change);
    changed.clear();
    ready = false;
    halted = false;
    selecting = true;
    begin.release();
    if (thread == null) {
      thread = new Thread(this::run, "asyncio4j-netty-selector");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether something was ready since {@link #watch}. */
  boolean isReady() {
    return ready;
  }

  /** Makes the thread rest. */
  private void halt() {
    if (selecting && !ended.tryAcquire()) {
      halted = true;
      selector.wakeup();
      ended.acquireUninterruptibly();
    }
    selecting = false;
  }

  /** Forgets cancelled keys, so that the descriptors of closed channels are free. */
  void flush() {
    if (stale) {
      stale = false;
      halt();
      try {
        selector.selectNow(key -> {});
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private void run() {
    while (true) {
      begin.acquireUninterruptibly();
      if (closed) {
        return;
      }
      boolean found = select();
      ready = found;
      ended.release();
      if (found) {
        wakeup.run();
      }
    }
  }

  /** {@return whether something is ready, rather than the thread to rest} */
  private boolean select() {
    try {
      int found = 0;
      while (found == 0 && !halted) {
        found = selector.select(key -> {});
      }
      return found > 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("the selector beside the event loop failed", cause);
  }

  void close() {
    halt();
    closed = true;
    begin.release();
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the selector beside the event loop could not be closed", e);
    }
  }

  /** One channel. Confined to the loop's thread. */
  final class Watched {
    private final SelectableChannel channel;

    /** Null while the selector does not know the channel. */
    private @Nullable SelectionKey key;

    private int wanted;

    Watched(SelectableChannel channel) {
      this.channel = channel;
    }

    void watch(int operations) {
      wanted = operations;
      changed.add(this);
    }

    void forget() {
      changed.remove(this);
      if (key != null) {
        key.cancel();
        stale = true;
      }
    }

    private void change() {
      try {
        if (key != null) {
          key.interestOps(wanted);
        } else if (wanted != 0) {
          key = channel.register(selector, wanted);
        }
      } catch (ClosedChannelException | CancelledKeyException e) {
        // Its owner has closed it: nothing will be ready.
      }
    }
  }
}
