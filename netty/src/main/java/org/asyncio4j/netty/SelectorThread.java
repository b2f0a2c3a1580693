package org.asyncio4j.netty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.asyncio4j.internal.Registration;

/**
 * Watches channels of the JDK for a loop whose own poller cannot, on a thread of its own. What is
 * ready is told once, and again only after the loop has dealt with it: a level, as ever.
 */
final class SelectorThread {
  private final NettyPoller poller;
  private final Selector selector;

  SelectorThread(NettyPoller poller) throws IOException {
    this.poller = poller;
    this.selector = Selector.open();
    Thread thread = new Thread(this::run, "asyncio4j-netty-selector");
    thread.setDaemon(true);
    thread.start();
  }

  Registration register(SelectableChannel channel) throws IOException {
    return new Watched(channel);
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select(SelectorThread::tell);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector beside the event loop failed", e);
    }
  }

  private static void tell(SelectionKey key) {
    try {
      int ready = key.readyOps();
      key.interestOpsAnd(~ready);
      ((Watched) key.attachment()).happened(ready);
    } catch (CancelledKeyException e) {
      // Nobody is interested any more.
    }
  }

  void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        if (!((Watched) key.attachment()).isLent()) {
          key.channel().close();
        }
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the selector beside the event loop could not be closed", e);
    }
  }

  /** One channel. */
  private final class Watched extends Registration {
    private final SelectionKey key;

    /** What the loop wants. Confined to its thread. */
    private int wanted;

    Watched(SelectableChannel channel) throws IOException {
      key = channel.register(selector, 0, this);
      poller.registered();
    }

    @Override
    protected void watch(int operations) {
      wanted = operations;
      arm();
    }

    private void arm() {
      if (key.isValid()) {
        key.interestOps(wanted);
        selector.wakeup();
      }
    }

    @Override
    protected void forget() {
      wanted = 0;
      key.cancel();
      // A channel that nobody waits for is its owner's, at once.
      while (key.channel().keyFor(selector) != null && selector.isOpen()) {
        selector.wakeup();
        Thread.yield();
      }
      poller.unregistered();
    }

    /** On the selector's thread. */
    void happened(int operations) {
      poller.post(
          () -> {
            ready(operations & wanted, poller::ready);
            poller.loop().callSoon(this::arm);
          });
    }
  }
}
