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

  /** Whether a newcomer may take an item: there is one, and nobody stands in line for it. */
  boolean canReceive() {
    return items.size > promisedItems && !receivers.hasUncancelled();
  }

  /** Whether a newcomer may take a place. */
  boolean canSend() {
    return maxsize - items.size > promisedPlaces && !senders.hasUncancelled();
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

  /** Wakes as many receivers as there are items. */
  void serveReceivers() {
    while (items.size > promisedItems && receivers.wakeNext(true)) {
      promisedItems++;
    }
  }

  /** Wakes as many senders as there are places. */
  void serveSenders() {
    while (maxsize - items.size > promisedPlaces && senders.wakeNext(true)) {
      promisedPlaces++;
    }
  }

  /** Lets a receiver out of the line; what was promised to it is its own now. */
  void leave(Receive<T> receiver) {
    receivers.remove(receiver);
    if (receiver.wasServed()) {
      promisedItems--;
    }
  }

  /** Lets a sender out of the line. */
  void leave(Send<T> sender) {
    senders.remove(sender);
    if (sender.wasServed()) {
      promisedPlaces--;
    }
  }

  void openSender() {
    openSenders++;
  }

  void openReceiver() {
    openReceivers++;
  }

  void close(SendChannel<T> end) {
    openSenders--;
    senders.wakeIf(waiter -> ((Send<?>) waiter).isIn(end), false);
    if (hasEnded()) {
      receivers.wakeAll(false);
    }
  }

  void close(ReceiveChannel<T> end) {
    openReceivers--;
    receivers.wakeIf(waiter -> ((Receive<?>) waiter).isIn(end), false);
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
