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

/** Sleeps on a {@link Selector}, opened at the first sleep or registration. */
public final class SelectorPoller implements Poller {
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Written by the loop's thread before {@link #sleeping}, read by others only after they saw that:
   * no volatile needed.
   */
  private @Nullable Selector selector;

  private volatile boolean sleeping;

  private final Consumer<Object> ready;

  /** Made once, so that no turn makes one. */
  private final Consumer<SelectionKey> dispatch = new Dispatch();

  /** Channels registered and not cancelled. */
  private int watched;

  /** Whether a registration was cancelled that the selector still knows. */
  private boolean stale;

  /**
   * Makes a poller that has opened nothing yet.
   *
   * @param ready told of what is ready, in order
   */
  public SelectorPoller(Consumer<Object> ready) {
    this.ready = ready;
  }

  @Override
  public void begin() {}

  @Override
  public Registration register(SelectableChannel channel) throws IOException {
    SelectionKey old = channel.keyFor(open());
    if (old != null && !old.isValid()) {
      // Cancelled in this turn: the selector has to forget it first.
      flush();
    }
    SelectionKey key = channel.register(open(), 0);
    Registration registration = new KeyRegistration(key);
    key.attach(registration);
    watched++;
    return registration;
  }

  @Override
  public boolean isWatching() {
    return watched > 0 || stale;
  }

  @Override
  public void poll() {
    try {
      stale = false;
      open().selectNow(dispatch);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
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

  private static UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("the event loop's selector failed", cause);
  }

  @Override
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

  @Override
  public void wakeup() {
    if (sleeping) {
      Selector opened = selector;
      if (opened != null) {
        opened.wakeup();
      }
    }
  }

  @Override
  public void close() {
    if (selector != null) {
      try {
        for (SelectionKey key : selector.keys()) {
          if (!((Registration) key.attachment()).isLent()) {
            key.channel().close();
          }
        }
        selector.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the event loop's selector could not be closed", e);
      }
    }
  }

  private final class Dispatch implements Consumer<SelectionKey> {
    @Override
    public void accept(SelectionKey key) {
      if (key.isValid()) {
        ((Registration) key.attachment()).ready(key.readyOps(), ready);
      }
    }
  }

  /** A channel registered with the selector. */
  private final class KeyRegistration extends Registration {
    private final SelectionKey key;

    KeyRegistration(SelectionKey key) {
      this.key = key;
    }

    @Override
    protected void watch(int operations) {
      key.interestOps(operations);
    }

    @Override
    protected void forget() {
      key.cancel();
      watched--;
      stale = true;
    }
  }
}
