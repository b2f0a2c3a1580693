package org.asyncio4j.samples;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.asyncio4j.Asyncio.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.AsyncTimeoutException;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;

/**
 * Five ways to wait no longer than one wants to.
 *
 * <p>{@code waitFor} limits one await, {@code timeout} a whole body, and the limit can be moved as
 * the body gets on; both end in {@link AsyncTimeoutException}. {@code moveOnAfter} goes on without
 * one, with what there is by then. In each case what was awaited is cancelled, so that its {@code
 * finally} runs; {@code shield} keeps it from that.
 */
final class TimeLimits {
  private TimeLimits() {}

  @Async
  static Coroutine<String> lookUp(String name, Duration time) {
    try {
      await(sleep(time));
      return done(name + " found");
    } finally {
      System.out.println("looked for " + name);
    }
  }

  @Async
  static Coroutine<Void> main() {
    System.out.println(await(waitFor(lookUp("keys", ofMillis(100)), ofSeconds(1))));

    try {
      await(waitFor(lookUp("glasses", ofHours(1)), ofMillis(500)));
    } catch (AsyncTimeoutException e) {
      System.out.println("glasses lost");
    }

    await(
        timeout(
            ofMillis(500),
            limit -> {
              await(lookUp("left sock", ofMillis(400)));
              limit.reschedule(getRunningLoop().time().plus(ofMillis(500)));
              await(lookUp("right sock", ofMillis(400)));
              return done();
            }));

    List<String> found = new ArrayList<>();
    await(
        moveOnAfter(
            ofMillis(500),
            () -> {
              for (String name : List.of("hat", "scarf", "gloves")) {
                found.add(await(lookUp(name, ofMillis(200))));
              }
              return done();
            }));
    System.out.println(found);

    Task<String> umbrella = createTask(lookUp("umbrella", ofMillis(600)));
    try {
      await(waitFor(shield(umbrella), ofMillis(100)));
    } catch (AsyncTimeoutException e) {
      System.out.println("still looking");
    }
    System.out.println(await(umbrella));
    return done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
