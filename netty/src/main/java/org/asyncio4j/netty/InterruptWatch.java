package org.asyncio4j.netty;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * Ends a sleep in native code when the sleeping thread is interrupted, of which that code would
 * know nothing. A selector in name only: the JDK tells none but selectors and channels of
 * interrupts.
 */
final class InterruptWatch extends AbstractSelector {
  private final Runnable wakeup;

  /**
   * Makes a watch.
   *
   * @param wakeup ends the sleep; called by the thread that interrupts
   */
  InterruptWatch(Runnable wakeup) {
    super(SelectorProvider.provider());
    this.wakeup = wakeup;
  }

  /** The thread is about to sleep. */
  void enter() {
    begin();
  }

  /** The thread has slept. */
  void leave() {
    end();
  }

  @Override
  public Selector wakeup() {
    wakeup.run();
    return this;
  }

  @Override
  protected void implCloseSelector() {}

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> keys() {
    return Set.of();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return Set.of();
  }

  @Override
  public int selectNow() {
    return 0;
  }

  @Override
  public int select(long timeout) {
    return 0;
  }

  @Override
  public int select() {
    return 0;
  }
}
