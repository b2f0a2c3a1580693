package org.asyncio4j;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class EventLoopTest {
  private final EventLoop loop = EventLoop.create(new VirtualClock());
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private Runnable say(String line) {
    return () -> log.add(line);
  }

  private void runUntilIdle() {
    loop.callLater(ofDays(1000), loop::stop);
    loop.runForever();
  }

  @Test
  void callbacksRunInOrder() {
    loop.callSoon(say("a"));
    loop.callSoon(say("b"));
    loop.callSoon(say("c"));
    runUntilIdle();
    assertThat(log).containsExactly("a", "b", "c");
  }

  @Test
  void aTurnRunsWhatWasReadyAtItsStart() {
    loop.callSoon(
        () -> {
          log.add("first");
          loop.callSoon(say("next turn"));
        });
    loop.callSoon(say("second"));
    loop.stop();
    loop.runForever();
    assertThat(log).containsExactly("first", "second");
  }

  @Test
  void stopEndsTheTurnInWhichItIsCalled() {
    loop.callSoon(loop::stop);
    loop.callSoon(say("same turn"));
    loop.runForever();
    assertThat(log).containsExactly("same turn");
  }

  @Test
  void timersRunByTimeAndThoseOfOneTimeInOrder() {
    loop.callLater(ofMillis(20), say("20"));
    loop.callLater(ofMillis(10), say("10 first"));
    loop.callAt(ofMillis(10), say("10 second"));
    loop.callAt(ofMillis(15), say("15"));
    runUntilIdle();
    assertThat(log).containsExactly("10 first", "10 second", "15", "20");
  }

  @Test
  void dueTimersComeAfterWhatIsReady() {
    loop.callLater(ZERO, say("zero"));
    loop.callLater(ofMillis(-5), say("negative"));
    loop.callSoon(say("soon"));
    runUntilIdle();
    assertThat(log).containsExactly("soon", "negative", "zero");
  }

  @Test
  void theVirtualClockJumpsFromTimerToTimer() {
    assertThat(loop.time()).isEqualTo(ZERO);
    loop.callLater(ofSeconds(90), () -> log.add(loop.time().toString()));
    loop.callLater(ofNanos(1), () -> log.add(loop.time().toString()));
    runUntilIdle();
    assertThat(log).containsExactly("PT0.000000001S", "PT1M30S");
  }

  @Test
  void theVirtualClockStandsStillWhileSomethingIsReady() {
    loop.callLater(ofSeconds(1), say("timer"));
    Runnable[] again = new Runnable[1];
    int[] turns = new int[1];
    again[0] =
        () -> {
          assertThat(loop.time()).isEqualTo(ZERO);
          if (++turns[0] < 1000) {
            loop.callSoon(again[0]);
          }
        };
    loop.callSoon(again[0]);
    runUntilIdle();
    assertThat(turns[0]).isEqualTo(1000);
    assertThat(log).containsExactly("timer");
  }

  @Test
  void timesTooFarOffAreNever() {
    Duration forever = ofSeconds(Long.MAX_VALUE);
    loop.callLater(forever, say("never"));
    loop.callLater(forever.negated(), say("past"));
    loop.callLater(ofSeconds(1), loop::stop);
    loop.runForever();
    assertThat(log).containsExactly("past");
  }

  @Test
  void aCancelledHandleNeverRuns() {
    Handle[] second = new Handle[1];
    loop.callSoon(
        () -> {
          log.add("first");
          second[0].cancel();
        });
    second[0] = loop.callSoon(say("second"));
    TimerHandle timer = loop.callLater(ofMillis(1), say("timer"));
    TimerHandle later = loop.callLater(ofMillis(2), say("later"));
    timer.cancel();
    timer.cancel();
    assertThat(timer.cancelled()).isTrue();
    assertThat(second[0].cancelled()).isFalse();
    assertThat(later.when()).isEqualTo(ofMillis(2));
    runUntilIdle();
    assertThat(log).containsExactly("first", "later");
    assertThat(second[0].cancelled()).isTrue();
  }

  @Test
  void aTimerCancelledInTheTurnInWhichItIsDueDoesNotRun() {
    TimerHandle[] second = new TimerHandle[1];
    loop.callAt(ofMillis(1), () -> second[0].cancel());
    second[0] = loop.callAt(ofMillis(1), say("second"));
    runUntilIdle();
    assertThat(log).isEmpty();
  }

  @Test
  void onTheMachinesClockTimersAreDueInOrderToo() {
    try (Runner runner = new Runner()) {
      EventLoop real = runner.getLoop();
      // One base, since any time may pass between two of these calls.
      Duration start = real.time();
      real.callAt(start.plusMillis(3), say("3"));
      real.callAt(start.plusMillis(1), say("1"));
      real.callAt(start.plusMillis(2), say("2"));
      real.callAt(start.plusMillis(4), real::stop);
      real.runForever();
      assertThat(log).containsExactly("1", "2", "3");
      assertThat(real.time().minus(start)).isGreaterThanOrEqualTo(ofMillis(3));
    }
  }

  @Test
  void onTheMachinesClockATimerComesWhileOthersKeepTheLoopBusy() {
    try (Runner runner = new Runner()) {
      EventLoop real = runner.getLoop();
      boolean[] over = new boolean[1];
      Runnable[] busy = new Runnable[1];
      busy[0] =
          () -> {
            if (!over[0]) {
              real.callSoon(busy[0]);
            }
          };
      real.callSoon(busy[0]);
      real.callLater(
          ofMillis(5),
          () -> {
            over[0] = true;
            real.stop();
          });
      real.runForever();
      assertThat(over[0]).isTrue();
    }
  }

  @Test
  void aFailingCallbackIsReportedAndTheLoopGoesOn() {
    List<ExceptionContext> reports = new ArrayList<>();
    loop.setExceptionHandler((l, context) -> reports.add(context));
    IllegalStateException failure = new IllegalStateException();
    Handle handle =
        loop.callSoon(
            () -> {
              throw failure;
            });
    loop.callSoon(say("next"));
    runUntilIdle();
    assertThat(log).containsExactly("next");
    assertThat(reports)
        .containsExactly(
            new ExceptionContext(
                "Exception in callback EventLoopTest.<lambda>()", failure, null, handle));
  }

  @Test
  void aVirtualMachineErrorLeavesTheLoopAndTheRestRunsLater() {
    InternalError error = new InternalError();
    loop.callSoon(
        () -> {
          throw error;
        });
    loop.callSoon(say("later"));
    assertThat(catchThrowable(loop::runForever)).isSameAs(error);
    assertThat(log).isEmpty();
    assertThat(loop.isRunning()).isFalse();
    runUntilIdle();
    assertThat(log).containsExactly("later");
  }

  @Test
  void aClosedLoopTakesNothing() {
    loop.close();
    loop.close();
    assertThat(loop.isClosed()).isTrue();
    String message = "Event loop is closed";
    assertThatThrownBy(() -> loop.callSoon(say("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> loop.callLater(ZERO, say("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> loop.callSoonThreadsafe(say("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(loop::runForever)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    Coroutine<Object> coroutine = Script.of(v -> log.add("ran"));
    assertThatThrownBy(() -> loop.createTask(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> loop.runUntilComplete(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThat(coroutine.status).isEqualTo(Coroutine.CORO_CREATED);
  }

  @Test
  void aRunningLoopCannotBeClosedOrRun() {
    List<Throwable> failures = new ArrayList<>();
    EventLoop other = EventLoop.create();
    loop.callSoon(() -> failures.add(catchThrowable(loop::close)));
    loop.callSoon(() -> failures.add(catchThrowable(loop::runForever)));
    loop.callSoon(() -> failures.add(catchThrowable(other::runForever)));
    runUntilIdle();
    other.close();
    assertThat(failures)
        .allMatch(failure -> failure instanceof IllegalStateException)
        .extracting(Throwable::getMessage)
        .containsExactly(
            "Cannot close a running event loop",
            "This event loop is already running",
            "Cannot run the event loop while another loop is running");
  }

  @Test
  void nullIsNoCallbackAndNoCoroutine() {
    assertThatThrownBy(() -> loop.callSoon(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a callback was expected, got null");
    assertThatThrownBy(() -> loop.createTask(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a coroutine was expected, got null");
  }

  @Test
  void runUntilCompleteThatIsStoppedTooEarlySaysSo() {
    loop.callSoon(loop::stop);
    assertThatThrownBy(() -> loop.runUntilComplete(loop.createFuture()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop stopped before Future completed.");
  }

  @Test
  void runUntilCompleteReturnsTheResultOrThrowsTheFailure() {
    assertThat(loop.<Integer>runUntilComplete(Script.of(v -> 5))).isEqualTo(5);
    IllegalStateException failure = new IllegalStateException();
    assertThat(
            catchThrowable(
                () ->
                    loop.runUntilComplete(
                        Script.of(
                            v -> {
                              throw failure;
                            }))))
        .isSameAs(failure);
  }

  @Test
  void runUntilCompleteRefusesAFutureOfAnotherLoop() {
    EventLoop other = EventLoop.create();
    assertThatThrownBy(() -> loop.runUntilComplete(other.createFuture()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The future belongs to a different loop than the one specified as the loop argument");
    other.close();
  }

  @Test
  void theRunningLoopIsKnownOnItsThreadWhileItRuns() {
    assertThatThrownBy(Asyncio::getRunningLoop)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no running event loop");
    assertThat(Asyncio.isRunning()).isFalse();
    loop.callSoon(
        () -> {
          assertThat(Asyncio.getRunningLoop()).isSameAs(loop);
          assertThat(Asyncio.isRunning()).isTrue();
          assertThat(loop.isRunning()).isTrue();
          assertThat(Asyncio.currentTask()).isNull();
          log.add("checked");
        });
    runUntilIdle();
    assertThat(log).containsExactly("checked");
    assertThat(Asyncio.isRunning()).isFalse();
  }

  @Test
  @DisabledIfSystemProperty(
      named = "asyncio4j.loop",
      matches = ".+",
      disabledReason = "other engines have names of their own")
  void theDefaultLoopPrintsAsAsynciosDoes() {
    assertThat(loop).hasToString("<SelectorEventLoop running=false closed=false>");
  }

  @Test
  void printsAsAsyncioDoes() {
    Handle handle = loop.callSoon(say("a"));
    assertThat(handle).hasToString("<Handle EventLoopTest.<lambda>()>");
    handle.cancel();
    assertThat(handle).hasToString("<Handle cancelled>");
    TimerHandle timer = loop.callLater(ofSeconds(2), say("a"));
    assertThat(timer).hasToString("<TimerHandle when=PT2S EventLoopTest.<lambda>()>");
    timer.cancel();
    assertThat(timer).hasToString("<TimerHandle cancelled when=PT2S>");
    assertThat(new VirtualClock()).hasToString("VirtualClock[PT0S]");
    assertThat(LoopClock.system()).hasToString("LoopClock.system()");
  }

  @Test
  void namesAnEngineThatIsNotHereAndThoseThatAre() {
    String before = System.setProperty("asyncio4j.loop", "netty-unheard-of");
    try {
      assertThatThrownBy(EventLoop::create)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "no event loop named \"netty-unheard-of\", as the system property asyncio4j.loop"
                  + " wants it, is here; there are [selector")
          .hasMessageEndingWith(
              "]; add org.asyncio4j:asyncio4j-netty to the class path or module path");
    } finally {
      if (before == null) {
        System.clearProperty("asyncio4j.loop");
      } else {
        System.setProperty("asyncio4j.loop", before);
      }
    }
  }
}
