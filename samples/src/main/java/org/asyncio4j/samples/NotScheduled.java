package org.asyncio4j.samples;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/**
 * What happens when a coroutine is called but never awaited: nothing.
 *
 * <p>A call only makes the coroutine object, which is what this program prints. Its body begins
 * when somebody awaits it, makes a task of it, or gives it to {@code run}.
 */
final class NotScheduled {
  private NotScheduled() {}

  @Async
  static Coroutine<Void> main() {
    System.out.println("hello");
    await(sleep(ofSeconds(1)));
    System.out.println("world");
    return done();
  }

  public static void main(String[] args) {
    System.out.println(main());
  }
}
