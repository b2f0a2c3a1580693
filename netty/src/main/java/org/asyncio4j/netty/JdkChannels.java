package org.asyncio4j.netty;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import org.asyncio4j.internal.Registration;
import org.asyncio4j.internal.SelectorPoller;

/**
 * Watches channels of the JDK for a loop whose own handler cannot: in each turn a selector is
 * asked, which does not sleep, so that all is ready in the turn in which it would be on any other
 * loop. While the loop sleeps a thread with another selector watches for it. Confined to the loop's
 * thread.
 */
final class JdkChannels {
  private final NettyPoller poller;
  private final SelectorPoller selector;
  private final SelectorThread beside;

  /** Entries that the selector has found ready. */
  private int found;

  JdkChannels(NettyPoller poller) throws IOException {
    this.poller = poller;
    this.beside = new SelectorThread(poller::wakeup);
    this.selector =
        new SelectorPoller(
            entry -> {
              found++;
              poller.ready(entry);
            });
  }

  Registration register(SelectableChannel channel) throws IOException {
    return new Watched(channel);
  }

  /**
   * Puts what is ready by now into the loop's queue.
   *
   * @return whether there was anything
   */
  boolean poll() {
    found = 0;
    if (selector.isWatching()) {
      selector.poll();
      beside.flush();
    }
    return found > 0;
  }

  /** Forgets cancelled registrations. */
  void flush() {
    selector.flush();
    beside.flush();
  }

  /** To be called before the loop sleeps: it is woken when a channel is ready. */
  void watch() {
    if (selector.isWatching()) {
      beside.watch();
    }
  }

  /** Whether the loop has been woken since {@link #watch}. */
  boolean isReady() {
    return selector.isWatching() && beside.isReady();
  }

  void close() {
    beside.close();
    selector.close();
  }

  /** One channel, known to both selectors. */
  private final class Watched extends Registration {
    private final Registration registration;
    private final SelectorThread.Watched watched;

    Watched(SelectableChannel channel) throws IOException {
      registration = selector.register(channel);
      watched = beside.new Watched(channel);
      poller.registered();
    }

    @Override
    public void entries(Object readable, Object writable) {
      super.entries(readable, writable);
      registration.entries(readable, writable);
    }

    @Override
    public void lend() {
      super.lend();
      registration.lend();
    }

    @Override
    protected void watch(int operations) {
      registration.remove(~operations);
      registration.add(operations);
      watched.watch(operations);
    }

    @Override
    protected void forget() {
      registration.cancel();
      watched.forget();
      poller.unregistered();
    }
  }
}
