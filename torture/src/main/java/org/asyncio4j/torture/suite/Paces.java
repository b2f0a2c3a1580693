package org.asyncio4j.torture.suite;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * What injected awaits await: things that are done, or suspend, or either by turns, as the system
 * property {@code torture.pace} says.
 *
 * <p>Injected code calls this class from any thread.
 */
public final class Paces {
  private enum Pace {
    /** Every await is completed at once. */
    DONE,
    /** Every await suspends, at least once. */
    SUSPENDING,
    /** A seeded choice at each await. */
    MIXED
  }

  private static final Pace PACE =
      Pace.valueOf(System.getProperty("torture.pace", "mixed").toUpperCase(Locale.ROOT));

  private static final Future<Object> FINISHED = finishedFuture();

  /** What the next choice is made from. Threads that race for it do but make other choices. */
  private static long choices = Long.getLong("torture.seed", 1);

  private Paces() {}

  /** Something to await whose value nobody looks at. */
  public static Awaitable<?> next() {
    int suspensions = suspensions();
    return suspensions == 0 && choose(2) == 0 ? FINISHED : new Later(null, null, suspensions);
  }

  /** Something to await that gives {@code value}. */
  public static Awaitable<?> of(@Nullable Object value) {
    return new Later(value, null, suspensions());
  }

  /** A coroutine that returns {@code value}, for a method to return. */
  public static Coroutine<?> other(@Nullable Object value) {
    return new Later(value, null, suspensions());
  }

  /** A completion stage that is complete: to await one that is not takes a loop. */
  public static CompletionStage<?> stage() {
    return CompletableFuture.completedStage("stage");
  }

  private static int suspensions() {
    return switch (PACE) {
      case DONE -> 0;
      case SUSPENDING -> 1 + choose(2);
      case MIXED -> choose(3);
    };
  }

  /** A number below {@code bound}, by a linear congruential generator: there are many choices. */
  private static int choose(int bound) {
    choices = choices * 6364136223846793005L + 1442695040888963407L;
    return (int) ((choices >>> 33) % bound);
  }

  private static Future<Object> finishedFuture() {
    Future<Object> future = Asyncio.newEventLoop().createFuture();
    future.setResult("done");
    return future;
  }
}
