package org.asyncio4j.integration.stress;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;

/** Every random decision of a run, made of its seed. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int count) {
    return below(count) == 0;
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  Duration shortly() {
    return Duration.ofMillis(below(4));
  }

  /** A turn of the loop, or some time. */
  Coroutine<Void> pause() {
    return Asyncio.sleep(oneIn(2) ? Duration.ZERO : shortly());
  }

  /** Fails now and then. */
  void mishap() {
    if (oneIn(30)) {
      throw new Mishap();
    }
  }
}
