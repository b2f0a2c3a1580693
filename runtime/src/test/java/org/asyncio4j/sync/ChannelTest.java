package org.asyncio4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncio4j.AsyncIterator;
import org.asyncio4j.StopAsyncIteration;
import org.asyncio4j.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private final Turns turns = new Turns();
  private final Channel<Integer> channel = Channel.open(1);
  private final SendChannel<Integer> sender = channel.sender();
  private final ReceiveChannel<Integer> receiver = channel.receiver();

  @AfterEach
  void closeLoop() {
    turns.close();
  }

  @Test
  void itemsPassWithoutSuspensionIfTheyCan() {
    turns.run(sender.send(1));

    assertThat(turns.run(receiver.receive())).isEqualTo(1);
  }

  @Test
  void withoutPlacesIsRefused() {
    assertThatThrownBy(() -> Channel.open(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxsize must be >= 1");
  }

  @Test
  void endsDescribeThemselves() {
    assertThat(sender).hasToString("<SendChannel [open, items:0/1]>");
    sender.sendNowait(1);
    turns.begun(sender.send(2));
    assertThat(sender).hasToString("<SendChannel [open, items:1/1, waiters:1]>");
    assertThat(receiver).hasToString("<ReceiveChannel [open, items:1/1]>");
    receiver.close();
    assertThat(receiver).hasToString("<ReceiveChannel [closed, items:0/1]>");
    assertThat(sender).hasToString("<SendChannel [broken, items:0/1, waiters:1]>");
    sender.close();
    assertThat(sender.isClosed()).isTrue();
  }

  @Test
  void senderWaitsForAPlaceAndReceiverForAnItem() {
    Task<Integer> received = turns.begun(receiver.receive());
    turns.run(sender.send(1));
    turns.turn();
    assertThat(received.result()).isEqualTo(1);
    sender.sendNowait(2);
    Task<Void> sent = turns.begun(sender.send(3));
    assertThat(sent.isDone()).isFalse();
    assertThat(receiver.receiveNowait()).isEqualTo(2);
    turns.turn();
    assertThat(sent.isDone()).isTrue();
  }

  @Test
  void nowaitIsRefusedWithoutItemOrPlace() {
    assertThatThrownBy(receiver::receiveNowait).isInstanceOf(QueueEmptyException.class);
    sender.sendNowait(1);
    assertThatThrownBy(() -> sender.sendNowait(2)).isInstanceOf(QueueFullException.class);
  }

  /** Unlike with a queue, what somebody was woken for is not taken away meanwhile. */
  @Test
  void nobodyOvertakes() {
    Task<Integer> first = turns.begun(receiver.receive());
    sender.sendNowait(1);
    assertThatThrownBy(receiver::receiveNowait).isInstanceOf(QueueEmptyException.class);
    Task<Integer> second = turns.task(receiver.receive());
    turns.turn();
    assertThat(first.result()).isEqualTo(1);
    assertThat(second.isDone()).isFalse();

    Channel<Integer> full = Channel.open(1);
    full.sender().sendNowait(1);
    turns.begun(full.sender().send(2));
    full.receiver().receiveNowait();
    assertThatThrownBy(() -> full.sender().sendNowait(3)).isInstanceOf(QueueFullException.class);
  }

  /** Two items, one of them promised: a newcomer still waits for who was woken first. */
  @Test
  void nobodyOvertakesWhoWasWokenEvenIfThereIsEnough() {
    Channel<Integer> wide = Channel.open(2);
    Task<Integer> first = turns.begun(wide.receiver().receive());
    wide.sender().sendNowait(1);
    wide.sender().sendNowait(2);
    assertThatThrownBy(wide.receiver()::receiveNowait).isInstanceOf(QueueEmptyException.class);
    Task<Integer> second = turns.task(wide.receiver().receive());
    turns.turn();
    turns.turn();

    assertThat(first.result()).isEqualTo(1);
    assertThat(second.result()).isEqualTo(2);
  }

  @Test
  void itemOfACancelledReceiverGoesToTheNext() {
    Task<Integer> first = turns.begun(receiver.receive());
    Task<Integer> second = turns.begun(receiver.receive());
    sender.sendNowait(1);
    first.cancel();
    turns.turn();
    turns.turn();

    assertThat(first.isCancelled()).isTrue();
    assertThat(second.result()).isEqualTo(1);
  }

  @Test
  void placeOfACancelledSenderGoesToTheNext() {
    sender.sendNowait(0);
    Task<Void> first = turns.begun(sender.send(1));
    Task<Void> second = turns.begun(sender.send(2));
    receiver.receiveNowait();
    first.cancel();
    turns.turn();
    turns.turn();

    assertThat(second.isDone()).isTrue();
    assertThat(receiver.receiveNowait()).isEqualTo(2);
  }

  @Test
  void receiversGetWhatIsLeftAndThenTheEnd() {
    sender.sendNowait(1);
    sender.close();
    sender.close();

    assertThat(turns.run(receiver.receive())).isEqualTo(1);
    assertThatThrownBy(() -> turns.run(receiver.receive()))
        .isInstanceOf(EndOfChannelException.class)
        .hasMessage("all sending ends of the channel are closed, and nothing is left in it");
    assertThatThrownBy(receiver::receiveNowait).isInstanceOf(EndOfChannelException.class);
  }

  @Test
  void waitingReceiversAreToldTheEnd() {
    Task<Integer> first = turns.begun(receiver.receive());
    Task<Integer> second = turns.begun(receiver.receive());
    sender.close();
    turns.turn();

    assertThat(first.exception()).isInstanceOf(EndOfChannelException.class);
    assertThat(second.exception()).isInstanceOf(EndOfChannelException.class);
  }

  /** The last item was promised to one who is cancelled: the other may not be told the end yet. */
  @Test
  void endWaitsForTheLastItemToBeTaken() {
    Task<Integer> first = turns.begun(receiver.receive());
    Task<Integer> second = turns.begun(receiver.receive());
    Task<Integer> third = turns.begun(receiver.receive());
    sender.sendNowait(1);
    sender.close();
    first.cancel();
    turns.turn();
    turns.turn();
    turns.turn();

    assertThat(second.result()).isEqualTo(1);
    assertThat(third.exception()).isInstanceOf(EndOfChannelException.class);
  }

  @Test
  void sendersAreToldThatNobodyListens() {
    sender.sendNowait(1);
    Task<Void> waiting = turns.begun(sender.send(2));
    receiver.close();
    receiver.close();
    turns.turn();

    assertThat(waiting.exception())
        .isInstanceOf(BrokenChannelException.class)
        .hasMessage("all receiving ends of the channel are closed");
    assertThatThrownBy(() -> sender.sendNowait(3)).isInstanceOf(BrokenChannelException.class);
    assertThatThrownBy(() -> turns.run(sender.send(3))).isInstanceOf(BrokenChannelException.class);
  }

  @Test
  void closedEndRefusesAndReleasesWhoWaitsInIt() {
    Task<Integer> waiting = turns.begun(receiver.receive());
    receiver.close();
    sender.close();
    turns.turn();

    assertThat(waiting.exception())
        .isInstanceOf(ChannelClosedException.class)
        .hasMessage("this end of the channel is closed");
    assertThatThrownBy(receiver::receiveNowait).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(receiver::copy).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> sender.sendNowait(1)).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(sender::copy).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void sideIsClosedWithItsLastCopy() {
    SendChannel<Integer> secondSender = sender.copy();
    ReceiveChannel<Integer> secondReceiver = receiver.copy();
    Task<Integer> waiting = turns.begun(secondReceiver.receive());
    sender.close();
    receiver.close();
    turns.turn();
    assertThat(waiting.isDone()).isFalse();
    secondSender.sendNowait(1);
    turns.turn();
    assertThat(waiting.result()).isEqualTo(1);
    secondSender.close();
    assertThatThrownBy(secondReceiver::receiveNowait).isInstanceOf(EndOfChannelException.class);
  }

  /** The item was promised to a task that waits in an end which is closed before it runs. */
  @Test
  void itemOfAClosedCopyGoesToAnother() {
    ReceiveChannel<Integer> copy = receiver.copy();
    Task<Integer> ofTheClosed = turns.begun(copy.receive());
    Task<Integer> ofTheOpen = turns.begun(receiver.receive());
    sender.sendNowait(1);
    copy.close();
    turns.turn();
    turns.turn();

    assertThat(ofTheClosed.exception()).isInstanceOf(ChannelClosedException.class);
    assertThat(ofTheOpen.result()).isEqualTo(1);
  }

  /** Closing a copy concerns nobody else: the others keep their places. */
  @Test
  void closedCopyDisturbsNoOtherReceiver() {
    ReceiveChannel<Integer> copy = receiver.copy();
    Task<Integer> first = turns.begun(receiver.receive());
    Task<Integer> second = turns.begun(receiver.receive());
    Task<Integer> late = turns.task(receiver.receive());
    copy.close();
    turns.turn();
    sender.sendNowait(1);
    turns.turn();

    assertThat(first.result()).isEqualTo(1);
    assertThat(second.isDone()).isFalse();
    assertThat(late.isDone()).isFalse();
  }

  @Test
  void iterationEndsWithTheChannel() {
    AsyncIterator<Integer> items = receiver.aiter();
    sender.sendNowait(1);
    assertThat(turns.run(items.anext())).isEqualTo(1);
    Task<Integer> next = turns.begun(items.anext());
    sender.close();
    turns.turn();

    assertThat(next.exception()).isInstanceOf(StopAsyncIteration.class);
  }
}
