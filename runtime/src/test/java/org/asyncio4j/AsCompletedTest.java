package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.asCompleted;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class AsCompletedTest {
  private final Loops loops = new Loops();

  private static Coroutine<Integer> after(int millis) {
    return sleep(ofMillis(millis), millis);
  }

  /** Awaits one coroutine after the other, and notes what becomes of them. */
  private Coroutine<Object> noting(List<? extends Coroutine<?>> coroutines) {
    Script<Object> script = Script.named("noting");
    for (Coroutine<?> coroutine : coroutines) {
      script
          .then(v -> coroutine)
          .outcome(
              (value, failure) ->
                  loops.log.add(failure == null ? "" + value : Loops.describe(failure)));
    }
    return script;
  }

  private Coroutine<Object> notingPlain(AsCompleted<?> completed) {
    List<Coroutine<?>> coroutines = new ArrayList<>();
    completed.coroutines().forEach(coroutines::add);
    return noting(coroutines);
  }

  @Test
  void resultsComeAsTheyAreThere() {
    Loops.run(
        Script.of(
            v ->
                notingPlain(
                    asCompleted(
                        List.of(
                            after(30),
                            after(10),
                            Script.<Integer>named("failing")
                                .then(x -> after(20))
                                .then(
                                    x -> {
                                      throw new IOException("at 20");
                                    }))))));
    assertThat(loops.log).containsExactly("10", "IOException: at 20", "30");
  }

  @Test
  void theOriginalTasksAreYielded() {
    List<Future<Integer>> seen = new ArrayList<>();
    Script<Object> main =
        Script.of(
            v -> {
              Task<Integer> slow = createTask(after(20));
              Task<Integer> fast = createTask(after(10));
              AsCompleted<Integer> completed = asCompleted(List.of(slow, fast));
              return Script.named("loop")
                  .then(x -> completed.anext())
                  .then(x -> seen.add((Task<Integer>) x))
                  .then(x -> completed.anext())
                  .then(x -> seen.add((Task<Integer>) x))
                  .then(x -> completed.aiter().anext())
                  .outcome(
                      (x, failure) -> {
                        assertThat(seen).containsExactly(fast, slow);
                        return Loops.describe(failure);
                      });
            });
    assertThat(Loops.run(main)).isEqualTo("StopAsyncIteration");
  }

  @Test
  void bothIterationsShareTheFutures() {
    Script<Object> main =
        Script.of(
            v -> {
              AsCompleted<Integer> completed = asCompleted(List.of(after(10), after(20)));
              Iterator<Coroutine<Integer>> plain = completed.coroutines().iterator();
              return Script.named("main")
                  .then(x -> completed.anext())
                  .then(x -> plain.next())
                  .then(
                      x -> {
                        assertThat(plain.hasNext()).isFalse();
                        assertThatThrownBy(plain::next).isInstanceOf(NoSuchElementException.class);
                        return x;
                      });
            });
    assertThat(Loops.run(main)).isEqualTo(20);
  }

  @Test
  void whatIsNotInTimeRunsOn() {
    List<Task<Integer>> tasks = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  for (int millis : new int[] {10, 50, 60}) {
                    tasks.add(createTask(after(millis)));
                  }
                  return notingPlain(asCompleted(tasks, ofMillis(30)));
                })
            .then(
                v -> {
                  loops.log.add("at " + getRunningLoop().time().toMillis());
                  return Asyncio.wait(tasks);
                })
            .then(v -> loops.log.add("results " + tasks.get(2).result()));
    Loops.run(main);
    assertThat(loops.log)
        .containsExactly(
            "10", "AsyncTimeoutException", "AsyncTimeoutException", "at 30", "results 60");
  }

  @Test
  void theTimerGoesWithTheLastFuture() {
    Script<Object> main =
        Script.named("main")
            .then(v -> notingPlain(asCompleted(List.of(after(10)), Duration.ofDays(1))))
            .then(v -> sleep(ofMillis(1)))
            .then(v -> getRunningLoop().time());
    assertThat(Loops.run(main)).isEqualTo(ofMillis(11));
  }

  @Test
  void oneGivenTwiceIsGivenBackOnce() {
    Script<Object> main =
        Script.of(
            v -> {
              Coroutine<Integer> twice = after(1);
              return notingPlain(asCompleted(List.of(twice, twice)));
            });
    Loops.run(main);
    assertThat(loops.log).containsExactly("1");
  }

  @Test
  void nothingIsGoneThroughAtOnce() {
    Script<Object> main =
        Script.of(
            v -> {
              AsCompleted<String> none = asCompleted(List.of(), ofMillis(1));
              assertThat(none.coroutines()).isEmpty();
              return noting(List.of(none.anext()));
            });
    Loops.run(main);
    assertThat(loops.log).containsExactly("StopAsyncIteration");
  }

  @Test
  void itNeedsARunningLoopAndFuturesOfThat() {
    assertThatThrownBy(() -> asCompleted(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no running event loop");
    EventLoop other = EventLoop.create();
    Future<String> foreign = other.createFuture();
    Script<Object> main =
        Script.of(
            v -> {
              assertThatThrownBy(() -> asCompleted(List.of(foreign)))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessage(
                      "The future belongs to a different loop than the one specified as the loop"
                          + " argument");
              return null;
            });
    Loops.run(main);
    other.close();
  }

  /** The first waiter is woken, and cancelled before it runs. */
  @Test
  void aWakeUpThatIsCancelledIsForTheNextWaiter() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<String> future = getRunningLoop().createFuture();
                  Future<String> never = getRunningLoop().createFuture();
                  Iterator<Coroutine<String>> next =
                      asCompleted(List.of(future, never)).coroutines().iterator();
                  Task<String> first = createTask(next.next());
                  Task<String> second = createTask(next.next());
                  getRunningLoop()
                      .callLater(
                          ofMillis(1),
                          () -> {
                            future.addDoneCallback(done -> first.cancel());
                            future.setResult("r");
                          });
                  return second;
                });
    assertThat(Loops.run(main)).isEqualTo("r");
  }

  @Test
  void aCancelledWaiterLeavesTheQueue() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Iterator<Coroutine<Integer>> next =
                      asCompleted(List.of(after(10), after(20))).coroutines().iterator();
                  Task<Integer> first = createTask(next.next());
                  Task<Integer> second = createTask(next.next());
                  getRunningLoop().callLater(ofMillis(1), first::cancel);
                  return second;
                });
    assertThat(Loops.run(main)).isEqualTo(10);
  }
}
