package org.asyncio4j.integration.traces;

import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/**
 * A program that nobody guards: an exception three coroutines deep, after a suspension, ends it.
 */
final class FailingProgram {
  private FailingProgram() {}

  @Async
  static Coroutine<Integer> divide(int dividend, int divisor) {
    await(sleep(ofMillis(1)));
    return done(dividend / divisor); // divides
  }

  @Async
  static Coroutine<Integer> half(int number) {
    int half = await(divide(number, 0)); // awaits divide
    return done(half);
  }

  @Async
  static Coroutine<Void> main() {
    System.out.println(await(half(84))); // awaits half
    return done();
  }

  public static void main(String[] args) {
    run(main()); // runs main
  }
}
