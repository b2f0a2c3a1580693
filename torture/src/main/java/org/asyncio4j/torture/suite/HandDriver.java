package org.asyncio4j.torture.suite;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** Runs coroutines to their end without a loop. Injected code calls it from any thread. */
public final class HandDriver {
  private HandDriver() {}

  /**
   * Resumes a coroutine until it has ended.
   *
   * @return its result; what it fails with is thrown as it is
   */
  public static @Nullable Object run(Coroutine<?> coroutine) {
    Root root = new Root(coroutine);
    while (!root.ended) {
      root.send(null);
    }
    if (root.failure != null) {
      throw HandDriver.<RuntimeException>unchecked(root.failure);
    }
    return root.result;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X unchecked(Throwable failure) throws X {
    throw (X) failure;
  }

  /**
   * Awaits a coroutine, notes the outcome, and yields where it would return: a {@code
   * StopIteration} and its stack trace for each call make a library's tests last hours.
   */
  private static final class Root extends Coroutine<@Nullable Object> {
    private final Coroutine<?> coroutine;
    private boolean started;
    private boolean ended;
    private @Nullable Object result;
    private @Nullable Throwable failure;

    Root(Coroutine<?> coroutine) {
      this.coroutine = coroutine;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable thrown) {
      if (started) {
        return end(value, thrown);
      }
      started = true;
      try {
        Object outcome = await(coroutine);
        return outcome == SUSPENDED ? SUSPENDED : end(outcome, null);
      } catch (Throwable t) {
        return end(null, t);
      }
    }

    private Object end(@Nullable Object value, @Nullable Throwable thrown) {
      ended = true;
      result = value;
      failure = thrown;
      return SUSPENDED;
    }
  }
}
