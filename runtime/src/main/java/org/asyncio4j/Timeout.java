package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time limit for the body of {@link Asyncio#asyncWith}: when it is over the task is cancelled,
 * and the {@link CancelledError} that leaves the body becomes an {@link AsyncTimeoutException}.
 *
 * <p>It stays a cancellation if somebody else asked for one too. A body that is done before the
 * task's next turn has made it in time, and one that swallows the cancellation goes on. Made by
 * {@link Asyncio#timeout} and {@link Asyncio#timeoutAt}; used once, on the thread of the loop.
 * Mirrors {@code asyncio.Timeout}.
 */
public final class Timeout implements AsyncContextManager<Timeout> {
  /** Causes may form a circle. */
  private static final int MOST_CAUSES = 16;

  static final String NAME = "Timeout";

  private final Deadline deadline;

  /**
   * Makes a limit that ends at a given time.
   *
   * @param when the time on the clock of {@link EventLoop#time()}; null for no limit; a time that
   *     is over lets the body run to its first suspension
   */
  public Timeout(@Nullable Duration when) {
    this(new Deadline(NAME, Deadline.nanos(when)));
  }

  Timeout(Deadline deadline) {
    this.deadline = deadline;
  }

  /** {@return when it ends, on the clock of {@link EventLoop#time()}; null for no limit} */
  public @Nullable Duration when() {
    return deadline.when();
  }

  /**
   * Changes the time.
   *
   * @param when the new time on the clock of {@link EventLoop#time()}; null for no limit
   * @throws IllegalStateException if the body does not run ("Timeout has not been entered", "Cannot
   *     change state of finished Timeout"), or if the time was over ("Cannot change state of
   *     expiring Timeout")
   */
  public void reschedule(@Nullable Duration when) {
    deadline.reschedule(Deadline.nanos(when));
  }

  /** {@return whether the time was over while the body ran} */
  public boolean expired() {
    return deadline.expired();
  }

  /**
   * Begins the limit. Awaiting the returned coroutine throws {@link IllegalStateException} if it
   * was begun before ("Timeout has already been entered"), or if no task runs ("Timeout should be
   * used inside a task").
   *
   * @return a coroutine that returns this
   */
  @Override
  public Coroutine<Timeout> enter() {
    return new Immediate<>() {
      @Override
      Timeout call() {
        deadline.enter();
        return Timeout.this;
      }

      @Override
      protected String qualifiedName() {
        return "Timeout.enter";
      }
    };
  }

  /**
   * Ends the limit. Awaiting the returned coroutine throws {@link AsyncTimeoutException} if {@code
   * failure} is the cancellation that this limit has caused.
   *
   * @param failure what the body failed with, or null
   * @return a coroutine that returns false
   */
  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Immediate<>() {
      @Override
      Boolean call() {
        if (leave(deadline, failure) instanceof AsyncTimeoutException expired
            && expired != failure) {
          throw expired;
        }
        return false;
      }

      @Override
      protected String qualifiedName() {
        return "Timeout.exit";
      }
    };
  }

  /** Ends a limit; returns what the body's failure has become. */
  static @Nullable Throwable leave(Deadline deadline, @Nullable Throwable failure) {
    if (!deadline.exit() || failure == null) {
      return failure;
    }
    if (failure instanceof CancelledError) {
      return new AsyncTimeoutException(null, failure);
    }
    mention(failure);
    return failure;
  }

  /**
   * What has come of the cancellation is thrown on, but tells that there was a timeout behind it:
   * where the exception, or a member of the group that it is, has the {@link CancelledError} as a
   * cause or suppressed, it gets the timeout as suppressed. asyncio puts it between the two, which
   * causes do not allow.
   */
  private static void mention(Throwable failure) {
    mentionIn(failure);
    if (failure instanceof ExceptionGroup group) {
      group.exceptions().forEach(Timeout::mentionIn);
    }
  }

  private static void mentionIn(Throwable failure) {
    Throwable current = failure;
    for (int i = 0; current != null && i < MOST_CAUSES; i++, current = current.getCause()) {
      Throwable cancellation = cancellationBehind(current);
      if (cancellation != null) {
        current.addSuppressed(new AsyncTimeoutException(null, cancellation));
        return;
      }
    }
  }

  private static @Nullable Throwable cancellationBehind(Throwable failure) {
    if (failure.getCause() instanceof CancelledError cause) {
      return cause;
    }
    if (failure instanceof ExceptionGroup) {
      // What is suppressed there are its members.
      return null;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof CancelledError) {
        return suppressed;
      }
    }
    return null;
  }

  /** {@return asyncio's form, {@code <Timeout [active] when=PT5S>}} */
  @Override
  public String toString() {
    return deadline.toString();
  }
}
