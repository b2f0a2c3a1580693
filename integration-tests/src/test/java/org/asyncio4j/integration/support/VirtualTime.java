package org.asyncio4j.integration.support;

import java.time.Duration;
import org.asyncio4j.Awaitable;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Runner;
import org.asyncio4j.VirtualClock;

/** Runs coroutines on a loop whose clock jumps to the next timer, so that no test sleeps. */
public final class VirtualTime {
  private VirtualTime() {}

  /** A runner whose loop has a clock of its own that starts at zero. */
  public static Runner runner() {
    return Runner.builder().clock(new VirtualClock()).build();
  }

  /**
   * Runs an awaitable to its end on a new loop.
   *
   * @param main what to run
   * @return its result
   */
  public static <T> T run(Awaitable<? extends T> main) {
    try (Runner runner = runner()) {
      return runner.run(main);
    }
  }

  /**
   * Runs an awaitable to its end and measures it.
   *
   * @param main what to run
   * @return the time that passed on the loop's clock
   */
  public static Duration elapsed(Awaitable<?> main) {
    try (Runner runner = runner()) {
      EventLoop loop = runner.getLoop();
      Duration start = loop.time();
      runner.run(main);
      return loop.time().minus(start);
    }
  }
}
