package org.asyncio4j.integration.retention;

import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;

/** Programs that a small heap and a small stack are enough for. */
final class DeepPrograms {
  private static final int DEPTH = 1_000_000;
  private static final int ROUNDS = 10_000_000;

  private DeepPrograms() {}

  @Async
  private static Coroutine<Integer> depth(int below, boolean suspending) {
    if (below == 0) {
      if (suspending) {
        await(yieldNow());
      }
      return done(0);
    }
    return done(1 + await(depth(below - 1, suspending)));
  }

  @Async
  private static Coroutine<Integer> failing(int below, boolean suspending) {
    if (below == 0) {
      if (suspending) {
        await(yieldNow());
      }
      throw new IllegalStateException("bottom");
    }
    return done(1 + await(failing(below - 1, suspending)));
  }

  @Async
  private static Coroutine<Integer> one() {
    return done(1);
  }

  @Async
  private static Coroutine<Integer> completedCoroutines() {
    int sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      sum += await(one());
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> completedFuture() {
    Future<Integer> future = getRunningLoop().createFuture();
    future.setResult(1);
    int sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      sum += await(future);
    }
    return done(sum);
  }

  /**
   * Runs one of the programs.
   *
   * @param args its name
   */
  public static void main(String[] args) {
    try {
      System.out.println(
          switch (args[0]) {
            case "depth" -> run(depth(DEPTH, false));
            case "depth-suspending" -> run(depth(DEPTH, true));
            case "failing" -> run(failing(DEPTH, false));
            case "failing-suspending" -> run(failing(DEPTH, true));
            case "coroutines" -> run(completedCoroutines());
            case "future" -> run(completedFuture());
            default -> throw new IllegalArgumentException(args[0]);
          });
    } catch (IllegalStateException e) {
      e.printStackTrace(System.out);
    }
  }
}
