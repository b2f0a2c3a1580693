package org.asyncio4j.samples;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/**
 * The smallest coroutine: it prints, lets the loop have one second, and prints again.
 *
 * <p>{@code await} reads like a blocking call, but no thread is blocked: while {@code main} sleeps
 * the event loop is free to run whatever else there is.
 */
final class HelloWorld {
  private HelloWorld() {}

  @Async
  static Coroutine<Void> main() {
    System.out.println("hello");
    await(sleep(ofSeconds(1)));
    System.out.println("world");
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
