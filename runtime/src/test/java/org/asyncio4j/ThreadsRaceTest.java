package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncio4j.internal.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code callSoonThreadsafe} and {@code runCoroutineThreadsafe} against a loop that sleeps, stops
 * or closes.
 */
@Timeout(600)
class ThreadsRaceTest {
  /** The loop goes to sleep whenever it can; plain fields carry what the callbacks see. */
  @Test
  void callbacksOfSeveralThreadsRunOnceInTheOrderOfEachAndSeeWhatWasDoneBefore() throws Exception {
    EventLoop loop = EventLoop.create();
    Race.run(
        () -> {
          List<String> ran = new ArrayList<>();
          int[] plain = new int[2];
          return new Race.Round(
              List.of(loop::runForever, caller(loop, ran, plain, 0), caller(loop, ran, plain, 1)),
              () -> {
                assertThat(ran).containsExactlyInAnyOrder("0 1", "0 2", "1 1", "1 2");
                assertThat(ran).containsSubsequence("0 1", "0 2").containsSubsequence("1 1", "1 2");
              });
        });
    loop.close();
  }

  private static Race.Actor caller(EventLoop loop, List<String> ran, int[] plain, int index) {
    return () -> {
      for (int i = 1; i <= 2; i++) {
        plain[index] = i;
        int expected = i;
        loop.callSoonThreadsafe(
            () -> {
              assertThat(plain[index]).isGreaterThanOrEqualTo(expected);
              ran.add(index + " " + expected);
              if (ran.size() == 4) {
                loop.stop();
              }
            });
      }
    };
  }

  @Test
  void aCallThatMeetsACloseIsRefusedOrDroppedAndNeverRuns() throws Exception {
    Race.run(
        () -> {
          EventLoop loop = EventLoop.create(new VirtualClock());
          AtomicInteger ran = new AtomicInteger();
          List<Throwable> refusals = new ArrayList<>();
          return new Race.Round(
              List.of(
                  loop::close,
                  () -> {
                    try {
                      loop.callSoonThreadsafe(ran::incrementAndGet);
                    } catch (IllegalStateException e) {
                      refusals.add(e);
                    }
                  }),
              () -> {
                assertThat(ran).hasValue(0);
                assertThat(refusals)
                    .allSatisfy(refusal -> assertThat(refusal).hasMessage("Event loop is closed"));
              });
        });
  }

  /** Whoever waits for the outcome of a coroutine is told something, whenever the loop closes. */
  @Test
  void theOutcomeOfACoroutineThatMeetsACloseIsAlwaysKnown() throws Exception {
    Race.run(
        () -> {
          Runner runner = new Runner();
          EventLoop loop = runner.getLoop();
          List<CompletableFuture<Integer>> outcomes = new ArrayList<>();
          List<Throwable> refusals = new ArrayList<>();
          return new Race.Round(
              List.of(
                  () -> {
                    runner.run(Asyncio.yieldNow());
                    runner.close();
                  },
                  () -> {
                    for (int i = 0; i < 3; i++) {
                      try {
                        outcomes.add(Asyncio.runCoroutineThreadsafe(twoTurns(), loop));
                      } catch (IllegalStateException e) {
                        refusals.add(e);
                      }
                    }
                  }),
              () -> {
                assertThat(outcomes.size() + refusals.size()).isEqualTo(3);
                assertThat(outcomes).allMatch(CompletableFuture::isDone);
              });
        });
  }

  @Test
  void aCancellationThatMeetsTheEndLeavesBothSidesAgreed() throws Exception {
    try (Runner runner = new Runner()) {
      EventLoop loop = runner.getLoop();
      Race.run(
          () -> {
            Script<Integer> script = twoTurns();
            Task<Integer> task = loop.createTask(script);
            CompletableFuture<Integer> outcome = task.toCompletableFuture();
            return new Race.Round(
                List.of(() -> runner.run(Asyncio.wait(List.of(task))), () -> outcome.cancel(true)),
                () -> {
                  // What the other thread said last is still to be heard.
                  runner.run(Asyncio.yieldNow());
                  assertThat(task.isDone()).isTrue();
                  assertThat(outcome).isDone();
                  if (!outcome.isCancelled()) {
                    assertThat(task.result()).isEqualTo(outcome.join()).isEqualTo(7);
                  }
                  assertThat(loop.tasks.copy()).isEmpty();
                });
          });
    }
  }

  @Test
  void aCallOfAnExecutorThatMeetsItsCancellationIsMadeAsAWholeOrNot() throws Exception {
    try (Runner runner = new Runner()) {
      EventLoop loop = runner.getLoop();
      Race.run(
          () -> {
            List<Runnable> queue = new ArrayList<>();
            AtomicInteger calls = new AtomicInteger();
            Future<Integer> future = loop.runInExecutor(queue::add, calls::incrementAndGet);
            return new Race.Round(
                List.of(
                    () -> {
                      future.cancel();
                      runner.run(Asyncio.yieldNow());
                    },
                    () -> queue.get(0).run()),
                () -> {
                  runner.run(Asyncio.yieldNow());
                  assertThat(future.isCancelled()).isTrue();
                  assertThat(calls.get()).isLessThanOrEqualTo(1);
                  assertThat(loop.outstanding).isZero();
                });
          });
    }
  }

  private static Script<Integer> twoTurns() {
    return Script.<Integer>named("two").then(v -> Asyncio.yieldNow()).then(v -> 7);
  }
}
