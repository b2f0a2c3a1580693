package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/** What the ends of a channel share. */
final class ChannelState<T extends @Nullable Object> extends LoopBound {
  final Waiters receivers = new Waiters();
  final Waiters senders = new Waiters();
  private final Items<T> items = new Fifo<>();
  private final int maxsize;

  /** Copies of an end that are not closed. */
  private int openSenders;

  private int openReceivers;

  /** Items, and free places, of those who were woken for them and have not run yet. */
  private int promisedItems;

  private int promisedPlaces;

  ChannelState(int maxsize) {
    if (maxsize < 1) {
      throw new IllegalArgumentException("maxsize must be >= 1");
    }
    this.maxsize = maxsize;
  }

  boolean hasItem() {
    return items.size > promisedItems;
  }

  boolean hasPlace() {
    return maxsize - items.size > promisedPlaces;
  }

  /** Whether nothing is left, and nothing will come. */
  boolean hasEnded() {
    return openSenders == 0 && items.size == 0;
  }

  /** Whether nobody will receive anything. */
  boolean isBroken() {
    return openReceivers == 0;
  }

  void add(T item) {
    items.add(item);
    serveReceivers();
  }

  T take() {
    T item = items.remove();
    serveSenders();
    if (hasEnded()) {
      receivers.wakeAll(false);
    }
    return item;
  }

  private void serveReceivers() {
    while (hasItem() && receivers.wakeNext(true)) {
      promisedItems++;
    }
  }

  private void serveSenders() {
    while (hasPlace() && senders.wakeNext(true)) {
      promisedPlaces++;
    }
  }

  /** Lets a receiver out of the line. What was promised to it is free again, for others too. */
  void leave(Receive<T> receiver, boolean gone) {
    receivers.remove(receiver);
    if (receiver.wasServed()) {
      promisedItems--;
      if (gone) {
        serveReceivers();
      }
    }
  }

  /** Lets a sender out of the line. */
  void leave(Send<T> sender, boolean gone) {
    senders.remove(sender);
    if (sender.wasServed()) {
      promisedPlaces--;
      if (gone) {
        serveSenders();
      }
    }
  }

  void openSender() {
    openSenders++;
  }

  void openReceiver() {
    openReceivers++;
  }

  void closeSender() {
    openSenders--;
    // Those of other copies find theirs open, and queue up again in the same order.
    senders.wakeAll(false);
    if (hasEnded()) {
      receivers.wakeAll(false);
    }
  }

  void closeReceiver() {
    openReceivers--;
    receivers.wakeAll(false);
    if (isBroken()) {
      while (items.size > 0) {
        items.remove();
      }
      senders.wakeAll(false);
    }
  }

  /** {@code items:2/16}. */
  String describe() {
    return "items:" + items.size + '/' + maxsize;
  }
}
