package org.asyncio4j.internal;

import java.nio.channels.SelectionKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a {@link Poller} watches, for whom, and for what. Confined to the loop's thread.
 */
public abstract class Registration {
  private static final int READING = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITING = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  // What the loop runs when the channel is ready; they call read() and write().
  private @Nullable Object readable;
  private @Nullable Object writable;

  private @Nullable Runnable reader;
  private @Nullable Runnable writer;

  /**
   * Bits of {@link SelectionKey}. Kept here as well: asking one takes a volatile read and a check.
   */
  private int interest;

  private boolean cancelled;

  private boolean lent;

  /** Makes a registration that watches for nothing. */
  protected Registration() {}

  /**
   * Has the poller watch for something else.
   *
   * @param operations bits of {@link SelectionKey}
   */
  protected abstract void watch(int operations);

  /** Has the poller forget the channel. Called at most once, and nothing after it. */
  protected abstract void forget();

  /**
   * Sets what the loop runs. For the loop.
   *
   * @param readable calls {@link #read}
   * @param writable calls {@link #write}
   */
  public void entries(Object readable, Object writable) {
    this.readable = readable;
    this.writable = writable;
  }

  /**
   * Sets what happens when the channel is ready.
   *
   * @param reader run when it can be read from, or accepts
   * @param writer run when it can be written to, or has connected
   */
  public void callbacks(Runnable reader, Runnable writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Runs the reader, unless that is not wanted any more. */
  public void read() {
    if ((interest & READING) != 0 && reader != null) {
      reader.run();
    }
  }

  /** Runs the writer, unless that is not wanted any more. */
  public void write() {
    if ((interest & WRITING) != 0 && writer != null) {
      writer.run();
    }
  }

  /**
   * Has the loop run what the channel is ready for; as asyncio does, reading before writing. For
   * the poller.
   *
   * @param operations bits of {@link SelectionKey}
   * @param queue the loop's queue
   */
  public void ready(int operations, Consumer<Object> queue) {
    if ((operations & READING) != 0 && readable != null) {
      queue.accept(readable);
    }
    if ((operations & WRITING) != 0 && writable != null) {
      queue.accept(writable);
    }
  }

  /**
   * Watches for more.
   *
   * @param operations bits of {@link SelectionKey}
   */
  public void add(int operations) {
    set(interest | operations);
  }

  /**
   * Watches for less.
   *
   * @param operations bits of {@link SelectionKey}
   */
  public void remove(int operations) {
    set(interest & ~operations);
  }

  private void set(int operations) {
    if (operations != interest && !cancelled) {
      interest = operations;
      watch(operations);
    }
  }

  /**
   * {@return whether any of some operations is watched for}
   *
   * @param operations bits of {@link SelectionKey}
   */
  public boolean watches(int operations) {
    return (interest & operations) != 0;
  }

  /** Notes that the channel is somebody else's: it is not closed with the loop. */
  public void lend() {
    lent = true;
  }

  /** {@return whether the poller leaves the channel open when it closes} */
  public boolean isLent() {
    return lent;
  }

  /**
   * Stops watching the channel for good. Its descriptor is free, once it is closed, after the next
   * turn of the loop, or {@link Poller#flush}.
   */
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      interest = 0;
      forget();
    }
  }
}
