package org.asyncio4j;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTest {
  private final Loops loops = new Loops();

  private WaitResult<Task<String>> waitFor(Duration timeout, ReturnWhen returnWhen) {
    Script<WaitResult<Task<String>>> main =
        Script.of(
            v -> {
              Asyncio.getRunningLoop()
                  .setExceptionHandler((l, context) -> loops.log.add(context.message()));
              Script<String> bad =
                  Script.<String>named("bad")
                      .then(x -> Asyncio.sleep(ofMillis(20)))
                      .then(
                          x -> {
                            throw new IOException();
                          });
              return Asyncio.wait(
                  List.of(
                      Asyncio.createTask(loops.sleeper("slow", 30), "slow"),
                      Asyncio.createTask(bad, "bad"),
                      Asyncio.createTask(loops.sleeper("quick", 10), "quick")),
                  timeout,
                  returnWhen);
            });
    return Loops.run(main);
  }

  private static List<String> names(Iterable<Task<String>> tasks) {
    return org.assertj.core.util.Lists.newArrayList(tasks).stream().map(Task::getName).toList();
  }

  @Test
  void waitsForAll() {
    WaitResult<Task<String>> result = waitFor(null, ReturnWhen.ALL_COMPLETED);
    assertThat(names(result.done())).containsExactly("slow", "bad", "quick");
    assertThat(result.pending()).isEmpty();
    assertThat(loops.log)
        .containsExactly("quick woke", "slow woke", "Task exception was never retrieved");
  }

  @Test
  void waitsForTheFirst() {
    WaitResult<Task<String>> result = waitFor(null, ReturnWhen.FIRST_COMPLETED);
    assertThat(names(result.done())).containsExactly("quick");
    assertThat(names(result.pending())).containsExactly("slow", "bad");
  }

  @Test
  void waitsForTheFirstFailure() {
    WaitResult<Task<String>> result = waitFor(null, ReturnWhen.FIRST_EXCEPTION);
    assertThat(names(result.done())).containsExactly("bad", "quick");
    assertThat(names(result.pending())).containsExactly("slow");
    assertThat(loops.log).containsExactly("quick woke", "slow CancelledError");
  }

  @Test
  void waitsForATimeAndCancelsNothing() {
    WaitResult<Task<String>> result = waitFor(ofMillis(15), ReturnWhen.ALL_COMPLETED);
    assertThat(names(result.done())).containsExactly("quick");
    assertThat(names(result.pending())).containsExactly("slow", "bad");
  }

  @Test
  void waitingForWhatIsDoneTakesATurn() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<String> done = Asyncio.getRunningLoop().createFuture();
                  done.setResult("r");
                  Asyncio.createTask(loops.chatter("other"));
                  return Asyncio.wait(List.of(done));
                })
            .then(loops.say("waited"));
    Loops.run(main);
    assertThat(loops.log).containsExactly("other", "waited");
  }

  @Test
  void leavesNoCallbackBehind() {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  Future<String> never = Asyncio.getRunningLoop().createFuture();
                  return Script.named("waiter")
                      .then(x -> Asyncio.wait(List.of(never), ofMillis(1)))
                      .then(x -> never.toString());
                });
    assertThat(Loops.run(main)).isEqualTo("<Future pending>");
  }

  @Test
  void nothingToWaitForIsRefusedAtTheAwait() {
    Coroutine<WaitResult<Future<?>>> empty = Asyncio.wait(List.of());
    assertThatThrownBy(() -> Loops.run(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Set of Tasks/Futures is empty.");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // The compiler refuses it otherwise.
  void coroutinesAreRefused() {
    Script<Object> main =
        Script.named("main")
            .then(v -> Asyncio.wait((java.util.Collection) List.of(Asyncio.done())))
            .outcome((value, failure) -> Loops.describe(failure));
    assertThat(Loops.run(main))
        .isEqualTo("ClassCastException: Passing coroutines is forbidden, use tasks explicitly.");
  }
}
