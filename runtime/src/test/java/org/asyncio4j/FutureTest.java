package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FutureTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final Future<String> future = loop.createFuture();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private void turn() {
    loop.stop();
    loop.runForever();
  }

  @Test
  void aPendingFutureHasNeitherResultNorException() {
    assertThat(future.isDone()).isFalse();
    assertThatThrownBy(future::result)
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("Result is not set.");
    assertThatThrownBy(future::exception)
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("Exception is not set.");
    assertThat(future.loop()).isSameAs(loop);
  }

  @Test
  void aResultIsSetOnce() {
    future.setResult("r");
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.result()).isEqualTo("r");
    assertThat(future.exception()).isNull();
    assertThat(future.cancel()).isFalse();
    assertThatThrownBy(() -> future.setResult("s"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("invalid state");
    assertThatThrownBy(() -> future.setException(new IOException()))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage("invalid state");
    assertThat(future.result()).isEqualTo("r");
  }

  @Test
  void resultThrowsTheVeryExceptionEvenACheckedOne() {
    IOException failure = new IOException();
    future.setException(failure);
    assertThat(catchThrowable(future::result)).isSameAs(failure);
    assertThat(future.exception()).isSameAs(failure);
  }

  @Test
  void aStopIterationIsNoPossibleOutcome() {
    StopIteration stop = new StopIteration(1);
    future.setException(stop);
    assertThat(future.exception())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(
            "StopIteration interacts badly with generators and cannot be raised into a Future")
        .hasCause(stop);
  }

  @Test
  void aCancelledFutureThrowsANewErrorEachTime() {
    assertThat(future.cancel("why")).isTrue();
    assertThat(future.cancel()).isFalse();
    assertThat(future.isCancelled()).isTrue();
    Throwable first = catchThrowable(future::result);
    Throwable second = catchThrowable(future::exception);
    assertThat(first).isInstanceOf(CancelledError.class).hasMessage("why");
    assertThat(second).isInstanceOf(CancelledError.class).hasMessage("why").isNotSameAs(first);
  }

  @Test
  void callbacksAreScheduledInOrderAndNotCalledAtOnce() {
    for (int i = 0; i < 4; i++) {
      String line = "callback " + i;
      future.addDoneCallback(done -> log.add(line + " " + done.result()));
    }
    future.setResult("r");
    assertThat(log).isEmpty();
    turn();
    assertThat(log).containsExactly("callback 0 r", "callback 1 r", "callback 2 r", "callback 3 r");
  }

  @Test
  void aCallbackOfADoneFutureIsScheduled() {
    future.setResult("r");
    future.addDoneCallback(done -> log.add("late"));
    assertThat(log).isEmpty();
    turn();
    assertThat(log).containsExactly("late");
  }

  @Test
  void removeCountsAndRemovesEveryRegistration() {
    Consumer<Object> wanted = done -> log.add("wanted");
    Consumer<Object> unwanted = done -> log.add("unwanted");
    assertThat(future.removeDoneCallback(unwanted)).isZero();
    future.addDoneCallback(unwanted);
    assertThat(future.removeDoneCallback(unwanted)).isEqualTo(1);
    future.addDoneCallback(unwanted);
    future.addDoneCallback(wanted);
    future.addDoneCallback(unwanted);
    assertThat(future.removeDoneCallback(unwanted)).isEqualTo(2);
    assertThat(future.removeDoneCallback(unwanted)).isZero();
    future.setResult("r");
    turn();
    assertThat(log).containsExactly("wanted");
  }

  @Test
  void aCallbackAlreadyScheduledCannotBeRemoved() {
    Consumer<Object> callback = done -> log.add("ran");
    future.addDoneCallback(callback);
    future.setResult("r");
    assertThat(future.removeDoneCallback(callback)).isZero();
    turn();
    assertThat(log).containsExactly("ran");
  }

  @Test
  void completingAFutureOfAClosedLoopWithCallbacksIsRefused() {
    future.addDoneCallback(done -> log.add("ran"));
    loop.close();
    assertThatThrownBy(() -> future.setResult("r"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
  }

  @Test
  void printsAsAsyncioDoes() {
    assertThat(future).hasToString("<Future pending>");
    future.addDoneCallback(done -> {});
    assertThat(future).hasToString("<Future pending cb=[FutureTest.<lambda>()]>");
    future.addDoneCallback(done -> {});
    assertThat(future)
        .hasToString("<Future pending cb=[FutureTest.<lambda>(), FutureTest.<lambda>()]>");
    future.addDoneCallback(done -> {});
    assertThat(future)
        .hasToString(
            "<Future pending cb=[FutureTest.<lambda>(), <1 more>, FutureTest.<lambda>()]>");
    future.setResult("r");
    assertThat(future).hasToString("<Future finished result=r>");
    Future<Object> failed = loop.createFuture();
    failed.setException(new IOException("disk"));
    assertThat(failed).hasToString("<Future finished exception=java.io.IOException: disk>");
    failed.exception();
    Future<Object> cancelled = loop.createFuture();
    cancelled.cancel();
    assertThat(cancelled).hasToString("<Future cancelled>");
    Future<Object> longer = loop.createFuture();
    longer.setResult("x".repeat(100));
    assertThat(longer).hasToString("<Future finished result=" + "x".repeat(60) + "...>");
  }

  @Test
  void anExceptionIsNeeded() {
    EventLoop loop = EventLoop.create();
    Future<String> future = loop.createFuture();
    assertThatThrownBy(() -> future.setException(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("an exception was expected, got null");
    assertThat(future.isDone()).isFalse();
    loop.close();
  }
}
