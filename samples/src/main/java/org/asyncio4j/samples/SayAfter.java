package org.asyncio4j.samples;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

/**
 * Two coroutines awaited one after the other: one second and two seconds make three.
 *
 * <p>Awaiting a coroutine runs it to its end before the next line, just as an ordinary call would.
 * {@link SayAfterConcurrently} shows how to let the two overlap.
 */
final class SayAfter {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private SayAfter() {}

  @Async
  static Coroutine<Void> sayAfter(Duration delay, String what) {
    await(sleep(delay));
    System.out.println(what);
    return done();
  }

  @Async
  static Coroutine<Void> main() {
    System.out.println("started at " + LocalTime.now().format(CLOCK));
    await(sayAfter(ofSeconds(1), "hello"));
    await(sayAfter(ofSeconds(2), "world"));
    System.out.println("finished at " + LocalTime.now().format(CLOCK));
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
