package org.asyncio4j.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop sleeps, and learns which channels are ready: a {@link Selector}, opened at the first
 * sleep or registration. All but {@link #wakeup} belongs to the loop's thread.
 */
public final class Poller {
  /** Sleeps without a limit. */
  public static final long FOREVER = -1;

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Written by the loop's thread before {@link #sleeping}, read by others only after they saw that:
   * no volatile needed.
   */
  private @Nullable Selector selector;

  private volatile boolean sleeping;

  private final Consumer<Object> ready;

  /** Made once, so that no turn makes one. */
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  /** Channels registered and not cancelled. */
  private int watched;

  /** Whether a registration was cancelled that the selector still knows. */
  private boolean stale;

  /**
   * Makes a poller that has opened nothing yet.
   *
   * @param ready told of what is ready, in order
   */
  public Poller(Consumer<Object> ready) {
    this.ready = ready;
  }

  /**
   * Watches a channel, for nothing yet.
   *
   * @param channel a channel in non-blocking mode
   * @return what to say with what to watch for
   * @throws IOException if the channel is closed, or the selector cannot be opened
   */
  public Registration register(SelectableChannel channel) throws IOException {
    SelectionKey key = channel.register(open(), 0);
    Registration registration = new Registration(this, key);
    key.attach(registration);
    watched++;
    return registration;
  }

  void cancelled() {
    watched--;
    stale = true;
  }

  /** {@return whether a turn has to {@link #poll}} */
  public boolean isWatching() {
    return watched > 0 || stale;
  }

  /** Tells of what is ready by now. */
  public void poll() {
    try {
      stale = false;
      open().selectNow(dispatch);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Forgets cancelled registrations, so that the descriptors of closed channels are free. */
  public void flush() {
    if (stale) {
      try {
        stale = false;
        // What is ready stays so until the next poll: the selector is asked for levels.
        open().selectNow(key -> {});
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private Selector open() throws IOException {
    Selector opened = selector;
    if (opened == null) {
      opened = Selector.open();
      selector = opened;
    }
    return opened;
  }

  /** As asyncio has it: of one channel, reading before writing. */
  private void dispatch(SelectionKey key) {
    Registration registration = (Registration) key.attachment();
    int operations = key.isValid() ? key.readyOps() : 0;
    Object readable = registration.readable(operations);
    if (readable != null) {
      ready.accept(readable);
    }
    Object writable = registration.writable(operations);
    if (writable != null) {
      ready.accept(writable);
    }
  }

  private static UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("the event loop's selector failed", cause);
  }

  /**
   * Sleeps until the time is over, a channel is ready, {@link #wakeup} is called, or the thread is
   * interrupted; not at all if {@code hasWork} says so after other threads can know that this one
   * is going to sleep. Tells of what is ready then.
   *
   * @param nanos how long at most, rounded up to milliseconds, which is what a selector knows;
   *     {@link #FOREVER} for no limit
   * @param hasWork whether another thread has left something to do meanwhile
   */
  public void sleep(long nanos, BooleanSupplier hasWork) {
    try {
      Selector opened = open();
      sleeping = true;
      // From here on a thread that leaves work wakes the selector; what came before that is seen by
      // hasWork.
      if (hasWork.getAsBoolean()) {
        opened.selectNow(dispatch);
      } else if (nanos == FOREVER) {
        opened.select(dispatch);
      } else {
        opened.select(dispatch, Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
      }
      stale = false;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      sleeping = false;
    }
  }

  /** Ends a sleep. From any thread, after it has left what the loop is to find. */
  public void wakeup() {
    if (sleeping) {
      Selector opened = selector;
      if (opened != null) {
        opened.wakeup();
      }
    }
  }

  /** Closes the selector, and each channel that is registered. */
  public void close() {
    if (selector != null) {
      try {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
        selector.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the event loop's selector could not be closed", e);
      }
    }
  }
}
