package org.asyncio4j.samples;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/**
 * Sleepers that run at once, and one that is not waited for.
 *
 * <p>{@code sleep(delay, result)} gives a result after its delay; {@code gather} runs several at
 * once and returns their results in the order of its arguments, whatever the order in which they
 * arrived. Cancelling a task raises {@link CancelledError} at the await where it is suspended, so
 * that {@code finally} cleans up as usual.
 */
final class SleepRace {
  private SleepRace() {}

  @Async
  static Coroutine<String> runner(String name, Duration delay) {
    String arrived = await(sleep(delay, name));
    System.out.println(arrived + " arrives");
    return done(arrived);
  }

  @Async
  static Coroutine<Void> straggler() {
    try {
      await(sleep(ofHours(1)));
      System.out.println("straggler arrives");
    } finally {
      System.out.println("straggler goes home");
    }
    return done();
  }

  @Async
  static Coroutine<Void> main() {
    Task<Void> straggler = createTask(straggler());

    List<String> arrived =
        await(gather(runner("tortoise", ofSeconds(2)), runner("hare", ofSeconds(1))));
    System.out.println("gathered " + arrived);

    straggler.cancel();
    try {
      await(straggler);
    } catch (CancelledError e) {
      System.out.println("straggler was cancelled");
    }
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
