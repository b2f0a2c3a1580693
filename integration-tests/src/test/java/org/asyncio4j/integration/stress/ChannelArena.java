package org.asyncio4j.integration.stress;

import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.each;

import java.util.ArrayDeque;
import java.util.Deque;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.sync.Channel;
import org.asyncio4j.sync.EndOfChannelException;
import org.asyncio4j.sync.QueueEmptyException;
import org.asyncio4j.sync.QueueFullException;
import org.asyncio4j.sync.ReceiveChannel;
import org.asyncio4j.sync.SendChannel;

/** A channel of which each visitor has an end of its own: nothing is lost, nobody overtakes. */
final class ChannelArena extends Arena {
  private static final int PLACES = 3;

  private final Channel<Integer> channel = Channel.open(PLACES);
  private final Deque<Integer> sent = new ArrayDeque<>();
  private final Order senders = new Order();
  private final Order receivers = new Order();
  private int made;

  ChannelArena(Chance chance) {
    super(chance);
  }

  @Override
  @Async
  Coroutine<Void> visit() {
    if (chance.oneIn(2)) {
      try (SendChannel<Integer> sender = channel.sender().copy()) {
        int ticket = senders.come();
        int item = made++;
        await(sender.send(item));
        senders.serve(ticket, sender);
        sent.add(item);
        chance.mishap();
      }
    } else {
      try (ReceiveChannel<Integer> receiver = channel.receiver().copy()) {
        int ticket = receivers.come();
        for (int item : each(receiver)) {
          receivers.serve(ticket, receiver);
          checkNext(item);
          break;
        }
        await(chance.pause());
        chance.mishap();
      }
    }
    return done();
  }

  private void checkNext(int item) {
    Integer next = sent.poll();
    check(next != null && next == item, item + " came out instead of " + next);
  }

  @Override
  Coroutine<Void> relieve() {
    try {
      int item = channel.receiver().receiveNowait();
      receivers.serve(receivers.come(), channel);
      checkNext(item);
    } catch (QueueEmptyException noneForNewcomers) {
      sendOne();
    }
    return done();
  }

  private void sendOne() {
    try {
      int item = made++;
      channel.sender().sendNowait(item);
      senders.serve(senders.come(), channel);
      sent.add(item);
    } catch (QueueFullException noPlaceForNewcomers) {
      // Then those in line are about to go on.
    }
  }

  @Override
  void checkIdle() {
    check(!hasWaiters(channel.receiver()) || sent.isEmpty(), "not woken: " + channel);
    check(!hasWaiters(channel.sender()) || sent.size() == PLACES, "not woken: " + channel);
  }

  @Override
  void checkLeft() {
    channel.sender().close();
    ReceiveChannel<Integer> receiver = channel.receiver();
    while (!sent.isEmpty()) {
      checkNext(receiver.receiveNowait());
    }
    try {
      check(false, receiver.receiveNowait() + " was made of nothing");
    } catch (EndOfChannelException e) {
      checkText(receiver, "<ReceiveChannel [open, items:0/3]>");
    }
    checkText(channel.sender(), "<SendChannel [closed, items:0/3]>");
  }
}
