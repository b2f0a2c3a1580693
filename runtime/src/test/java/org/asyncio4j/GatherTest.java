package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GatherTest {
  private final Loops loops = new Loops();

  private static Script<String> failing(Throwable failure) {
    return Script.of(
        v -> {
          throw failure;
        });
  }

  @Test
  void resultsAreInTheOrderOfTheArguments() {
    Script<Object> main =
        Script.of(
            v ->
                Asyncio.gather(
                    loops.sleeper("a", 30), loops.sleeper("b", 10), loops.sleeper("c", 20)));
    assertThat(Loops.run(main)).isEqualTo(List.of("a", "b", "c"));
    assertThat(loops.log).containsExactly("b woke", "c woke", "a woke");
  }

  @Test
  void coroutinesAreScheduledAtTheCall() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<List<Void>> all =
                      Asyncio.gather(List.of(loops.chatter("a"), loops.chatter("b")));
                  loops.log.add("called");
                  return Asyncio.sleep(ofMillis(1), all);
                })
            .then(v -> v);
    Loops.run(main);
    assertThat(loops.log).containsExactly("called", "a", "b");
  }

  @Test
  void nothingIsGatheredAtOnce() {
    Script<Object> main =
        Script.of(
            v -> {
              Future<List<String>> none = Asyncio.gather();
              assertThat(none.isDone()).isTrue();
              return none;
            });
    assertThat(Loops.run(main)).isEqualTo(List.of());
    assertThatThrownBy(() -> Asyncio.gather())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no running event loop");
  }

  @Test
  void aGatherOfDoneFuturesIsDone() {
    EventLoop loop = EventLoop.create();
    Future<String> done = loop.createFuture();
    done.setResult("r");
    assertThat(Asyncio.gather(done, done).result()).containsExactly("r", "r");
    loop.close();
  }

  @Test
  void aCoroutineThatCannotBecomeATaskIsClosed() {
    EventLoop loop = EventLoop.create();
    Future<String> future = loop.createFuture();
    loop.close();
    Coroutine<String> coroutine = loops.sleeper("s", 1);
    assertThatThrownBy(() -> Asyncio.gather(future, coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Event loop is closed");
    assertThatThrownBy(() -> coroutine.send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void aFutureOfAnotherLoopIsRefused() {
    EventLoop other = EventLoop.create();
    Future<String> foreign = other.createFuture();
    Script<Object> main =
        Script.of(
            v -> {
              assertThatThrownBy(() -> Asyncio.gather(foreign))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessage(
                      "The future belongs to a different loop than the one specified as the loop"
                          + " argument");
              return null;
            });
    Loops.run(main);
    other.close();
  }

  @Test
  void oneGivenTwiceRunsOnce() {
    Script<Object> main =
        Script.of(
            v -> {
              Coroutine<String> twice = loops.sleeper("twice", 1);
              return Asyncio.gather(twice, twice);
            });
    assertThat(Loops.run(main)).isEqualTo(List.of("twice", "twice"));
    assertThat(loops.log).containsExactly("twice woke");
  }

  @Test
  void theFirstFailureIsThatOfTheWholeAndTheOthersRunOn() {
    IOException failure = new IOException();
    List<Task<String>> kept = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  kept.add(Asyncio.createTask(loops.sleeper("kept", 20)));
                  Future<List<String>> all = Asyncio.gather(failing(failure), kept.get(0));
                  all.addDoneCallback(done -> loops.log.add("cancel " + done.cancel()));
                  return all;
                })
            .outcome(
                (value, thrown) -> {
                  assertThat(thrown).isSameAs(failure);
                  return kept.get(0);
                });
    assertThat(Loops.run(main)).isEqualTo("kept");
    assertThat(loops.log).containsExactly("cancel false", "kept woke");
  }

  @Test
  void aSecondFailureCountsAsSeen() {
    List<String> reports = new ArrayList<>();
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Asyncio.getRunningLoop()
                      .setExceptionHandler((l, context) -> reports.add(context.message()));
                  return Asyncio.gather(
                      failing(new IOException("first")), failing(new IOException("second")));
                })
            .outcome((value, failure) -> Asyncio.sleep(ofMillis(1), failure.getMessage()));
    assertThat(Loops.run(main)).isEqualTo("first");
    assertThat(reports).isEmpty();
  }

  @Test
  void cancellingTheAwaiterCancelsAllChildrenFirst() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<Object> task =
                      Asyncio.createTask(
                          Script.named("outer")
                              .then(
                                  x ->
                                      Asyncio.gather(
                                          Asyncio.gather(
                                              loops.sleeper("1", 99), loops.sleeper("2", 99)),
                                          loops.sleeper("3", 99)))
                              .always(() -> loops.log.add("outer")));
                  Asyncio.getRunningLoop().callLater(ofMillis(1), () -> task.cancel("stop"));
                  return task;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError: stop");
    assertThat(loops.log)
        .containsExactly(
            "1 CancelledError: stop", "2 CancelledError: stop", "3 CancelledError: stop", "outer");
  }

  @Test
  void aCancelledChildFailsTheWholeWithoutCancellingIt() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Task<String> child = Asyncio.createTask(loops.sleeper("child", 99));
                  Future<List<String>> all = Asyncio.gather(child, loops.sleeper("other", 1));
                  child.cancel();
                  return Asyncio.sleep(ofMillis(50), all);
                })
            .then(
                v -> {
                  Future<?> all = (Future<?>) v;
                  return List.of(all.isCancelled(), all.exception() instanceof CancelledError);
                });
    assertThat(Loops.run(main)).isEqualTo(List.of(false, true));
    assertThat(loops.log).containsExactly("other woke");
  }

  @Test
  void outcomesAreOfAll() {
    IOException failure = new IOException("disk");
    Script<Object> main =
        Script.of(
            v -> {
              Task<String> cancelled = Asyncio.createTask(loops.sleeper("cancelled", 99));
              cancelled.cancel();
              return Asyncio.gatherOutcomes(
                  List.of(loops.sleeper("good", 1), failing(failure), cancelled));
            });
    @SuppressWarnings("unchecked")
    List<Outcome<String>> outcomes = (List<Outcome<String>>) Loops.run(main);
    assertThat(outcomes.subList(0, 2))
        .containsExactly(new Outcome.Success<>("good"), new Outcome.Failure<>(failure));
    assertThat(outcomes.get(0).isSuccess()).isTrue();
    assertThat(outcomes.get(0).value()).isEqualTo("good");
    assertThat(outcomes.get(0).exception()).isNull();
    assertThat(outcomes.get(1).isSuccess()).isFalse();
    assertThatThrownBy(() -> outcomes.get(1).value())
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no value: failed with java.io.IOException: disk")
        .hasCause(failure);
    assertThat(outcomes.get(2).exception()).isInstanceOf(CancelledError.class).hasMessage("");
  }

  @Test
  void cancellingAGatherOfOutcomesFailsItOnceTheChildrenAreDone() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<List<Outcome<String>>> all =
                      Asyncio.gatherOutcomes(loops.sleeper("a", 99), loops.sleeper("b", 99));
                  Asyncio.getRunningLoop().callLater(ofMillis(1), all::cancel);
                  return all;
                })
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main)).isEqualTo("CancelledError");
    assertThat(loops.log).containsExactly("a CancelledError", "b CancelledError");
  }

  @Test
  void futuresOfTwoLoopsAreRefused() {
    EventLoop one = EventLoop.create();
    EventLoop other = EventLoop.create();
    assertThat(catchThrowable(() -> Asyncio.gather(one.createFuture(), other.createFuture())))
        .isInstanceOf(IllegalArgumentException.class);
    one.close();
    other.close();
  }
}
