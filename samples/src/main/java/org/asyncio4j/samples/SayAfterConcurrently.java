package org.asyncio4j.samples;

import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/**
 * The same two coroutines as in {@link SayAfter}, at the same time: two seconds in all.
 *
 * <p>{@code createTask} hands a coroutine to the loop, which runs it as soon as {@code main} awaits
 * something. When the first {@code await} returns, the second task has already slept for one of its
 * two seconds.
 */
final class SayAfterConcurrently {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private SayAfterConcurrently() {}

  @Async
  static Coroutine<Void> sayAfter(Duration delay, String what) {
    await(sleep(delay));
    System.out.println(what);
    return done();
  }

  @Async
  static Coroutine<Void> main() {
    Task<Void> hello = createTask(sayAfter(ofSeconds(1), "hello"));
    Task<Void> world = createTask(sayAfter(ofSeconds(2), "world"));
    System.out.println("started at " + LocalTime.now().format(CLOCK));
    await(hello);
    await(world);
    System.out.println("finished at " + LocalTime.now().format(CLOCK));
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
