package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A yield that somebody awaits, driven by hand: it is no coroutine of its own then. */
class YieldNowTest {

  /** Awaits a coroutine once and returns what came of it. */
  private static final class Awaiting extends Coroutine<Object> {
    private final Coroutine<?> awaited;
    private boolean begun;

    Awaiting(Coroutine<?> awaited) {
      this.awaited = awaited;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (!begun) {
        begun = true;
        return await(awaited);
      }
      if (failure != null) {
        throw failure;
      }
      return List.of(value == null ? "nothing" : value);
    }
  }

  @Test
  void returnsNothingWhateverIsSent() {
    Coroutine<Object> awaiting = new Awaiting(Asyncio.yieldNow());

    assertThat(awaiting.send(null)).isNull();
    assertThatThrownBy(() -> awaiting.send("sent"))
        .isInstanceOfSatisfying(
            StopIteration.class, end -> assertThat(end.value()).isEqualTo(List.of("nothing")));
  }

  @Test
  void throwsWhatIsRaised() {
    Coroutine<Object> awaiting = new Awaiting(Asyncio.yieldNow());
    awaiting.send(null);

    assertThatThrownBy(() -> awaiting.raise(new IllegalStateException("raised")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("raised");
  }

  @Test
  void isClosedWithItsAwaiter() {
    Coroutine<Object> awaiting = new Awaiting(Asyncio.yieldNow());
    awaiting.send(null);
    awaiting.close();

    assertThatThrownBy(() -> awaiting.send(null))
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void isAwaitedOnce() {
    Coroutine<Void> yielding = Asyncio.yieldNow();
    new Awaiting(yielding).send(null);

    assertThatThrownBy(() -> new Awaiting(yielding).send(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot reuse already awaited coroutine");
  }

  @Test
  void takesOneTurnOfTheLoop() {
    List<String> order = new ArrayList<>();
    try (Runner runner = new Runner()) {
      runner
          .getLoop()
          .callSoon(() -> runner.getLoop().callSoon(() -> order.add("turn after the first")));
      runner.run(new Awaiting(Asyncio.yieldNow()));
      order.add("end");
    }

    assertThat(order).containsExactly("turn after the first", "end");
  }
}
