package org.asyncio4j;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one awaitable given to {@link Asyncio#gatherOutcomes}: a value, or an exception,
 * which {@code gather(return_exceptions=True)} puts into one list.
 *
 * @param <T> the value
 */
public sealed interface Outcome<T extends @Nullable Object> {
  /** {@return whether there is a value} */
  boolean isSuccess();

  /**
   * {@return the value}
   *
   * @throws NoSuchElementException if there is an exception instead; that is its cause
   */
  T value();

  /**
   * {@return the exception, a {@link CancelledError} if the awaitable was cancelled; null if there
   * is a value}
   */
  @Nullable Throwable exception();

  /**
   * The outcome of an awaitable that returned.
   *
   * @param value what it returned
   * @param <T> the value
   */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
    @Override
    public boolean isSuccess() {
      return true;
    }

    @Override
    public @Nullable Throwable exception() {
      return null;
    }
  }

  /**
   * The outcome of an awaitable that failed or was cancelled.
   *
   * @param exception what it failed with
   * @param <T> the value that it does not have
   */
  record Failure<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {
    @Override
    public boolean isSuccess() {
      return false;
    }

    @Override
    public T value() {
      NoSuchElementException none =
          new NoSuchElementException("no value: failed with " + exception);
      none.initCause(exception);
      throw none;
    }
  }
}
