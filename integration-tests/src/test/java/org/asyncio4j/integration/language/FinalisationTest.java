package org.asyncio4j.integration.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncCloseable;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;

/** Generators that are left before their end. */
class FinalisationTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private AsyncGenerator<Integer> numbers(String name) {
    try {
      for (int i = 0; ; i++) {
        emit(i);
      }
    } finally {
      await(yieldNow());
      log.add(name + " closed");
    }
  }

  @Async
  private Coroutine<Void> closing() {
    AsyncGenerator<Integer> numbers = numbers("numbers");
    try (AsyncCloseable closing = numbers::aclose) {
      for (int number : each(numbers)) {
        log.add("got " + number);
        if (number == 1) {
          break;
        }
      }
      log.add("left");
    }
    log.add("end");
    return done();
  }

  @Test
  void aTryClosesAGeneratorOnItsWayOut() {
    VirtualTime.run(closing());
    assertThat(log).containsExactly("got 0", "got 1", "left", "numbers closed", "end");
  }

  @Async
  private Coroutine<Void> dropping() {
    for (int number : each(numbers("dropped"))) {
      log.add("got " + number);
      break;
    }
    for (int turn = 0; turn < 500 && !log.contains("dropped closed"); turn++) {
      System.gc();
      await(yieldNow());
    }
    log.add("end");
    return done();
  }

  @Test
  void aLoopThatIsLeftByBreakLeavesItsGeneratorToTheCollector() {
    VirtualTime.run(dropping());
    assertThat(log).containsExactly("got 0", "dropped closed", "end");
  }

  private AsyncGenerator<Integer> held;

  @Async
  private Coroutine<Void> holding() {
    held = numbers("held");
    for (int number : each(held)) {
      log.add("got " + number);
      break;
    }
    log.add("end");
    return done();
  }

  @Test
  void theEndOfTheLoopClosesWhatIsLeft() {
    VirtualTime.run(holding());
    assertThat(log).containsExactly("got 0", "end", "held closed");
  }
}
