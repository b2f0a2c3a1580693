package org.asyncio4j.integration.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain of coroutines far deeper than any thread's stack. */
class DeepRecursionTest {
  private static final int DEPTH = 200_000;

  @Async
  private static Coroutine<Integer> depth(int below, int turns) {
    if (below == 0) {
      for (int turn = 0; turn < turns; turn++) {
        await(yieldNow());
      }
      return done(0);
    }
    return done(1 + await(depth(below - 1, turns)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void resultComesBackFromTheBottom(int turns) {
    assertThat(VirtualTime.<Integer>run(depth(DEPTH, turns))).isEqualTo(DEPTH);
  }

  @Async
  private static Coroutine<Integer> failing(int below, int turns) {
    if (below == 0) {
      for (int turn = 0; turn < turns; turn++) {
        await(yieldNow());
      }
      throw new IllegalStateException("bottom");
    }
    try {
      return done(await(failing(below - 1, turns)));
    } finally {
      unwound++;
    }
  }

  private static int unwound;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void exceptionComesBackThroughEveryFinally(int turns) {
    unwound = 0;
    Throwable failure = null;
    try {
      VirtualTime.run(failing(DEPTH, turns));
    } catch (IllegalStateException e) {
      failure = e;
    }
    assertThat(failure).hasMessage("bottom");
    assertThat(unwound).isEqualTo(DEPTH);
  }
}
