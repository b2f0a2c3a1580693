package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A sleep begun by hand gives out its future, which several may await, and anybody may end. */
class SleepTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void whoeverWaitsWakesInTime() {
    assertThat(end(sleep -> {})).containsExactly("0 null", "1 null");
  }

  @Test
  void aCancellationReachesAllWhoWait() {
    assertThat(end(sleep -> sleep.cancel("enough")))
        .containsExactly("0 CancelledError: enough", "1 CancelledError: enough");
  }

  @Test
  void anExceptionReachesAllWhoWait() {
    assertThat(end(sleep -> sleep.setException(new IOException("broken"))))
        .containsExactly("0 IOException: broken", "1 IOException: broken");
  }

  @Test
  void aResultReachesAllWhoWait() {
    assertThat(end(sleep -> sleep.setResult(null))).containsExactly("0 null", "1 null");
  }

  private List<String> end(Consumer<Future<Void>> ending) {
    Script<Object> main =
        Script.named("main")
            .then(
                v -> {
                  @SuppressWarnings("unchecked") // What a sleep waits for returns nothing.
                  Future<Void> sleep =
                      (Future<Void>) Asyncio.sleep(Duration.ofMillis(1)).send(null);
                  Task<Object> first = Asyncio.createTask(waiter(0, sleep));
                  Task<Object> second = Asyncio.createTask(waiter(1, sleep));
                  Script<Object> rest =
                      Script.named("rest")
                          .then(w -> Asyncio.yieldNow())
                          .then(
                              w -> {
                                ending.accept(sleep);
                                return Asyncio.wait(List.of(first, second));
                              });
                  return rest;
                });
    Loops.run(main);
    return log;
  }

  private Script<Object> waiter(int number, Future<Void> sleep) {
    return Script.named("waiter")
        .then(v -> sleep)
        .outcome(
            (value, failure) -> {
              log.add(
                  number
                      + " "
                      + (failure == null
                          ? value
                          : failure.getClass().getSimpleName() + ": " + failure.getMessage()));
              return null;
            });
  }
}
