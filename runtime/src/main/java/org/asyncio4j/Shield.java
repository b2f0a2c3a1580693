package org.asyncio4j;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#shield}: an outer future that can be cancelled without the inner one. */
final class Shield {
  /** One object for all, so that a failure shielded several times is reported once. */
  private static final Consumer<Future<?>> REPORT = Shield::report;

  private Shield() {}

  static <T extends @Nullable Object> Future<T> of(Future<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    Future<T> outer = inner.loop.createFuture();
    Consumer<Future<T>> pass = new Pass<>(outer);
    inner.addDoneCallback(pass);
    outer.addDoneCallback(
        done -> {
          if (!inner.isDone()) {
            inner.removeDoneCallback(pass);
            inner.removeDoneCallback(REPORT);
            inner.addDoneCallback(REPORT);
          }
        });
    return outer;
  }

  /** Nobody waits any more for what has failed. */
  private static void report(Future<?> inner) {
    if (inner.state == Future.FAILED) {
      Throwable failure = inner.takeFailure();
      inner.loop.callExceptionHandler(
          new ExceptionContext(
              failure.getClass().getSimpleName() + " exception in shielded future",
              failure,
              inner,
              null));
    }
  }

  /**
   * The callback of the inner future.
   *
   * @param outer what gets its outcome
   */
  private record Pass<T extends @Nullable Object>(Future<T> outer)
      implements Consumer<Future<T>>, AwaitLink {
    @Override
    public void accept(Future<T> inner) {
      if (outer.isCancelled()) {
        return;
      }
      switch (inner.state) {
        case Future.CANCELLED -> outer.cancelFor(origin(inner));
        case Future.FAILED -> outer.setException(inner.takeFailure());
        default -> outer.setResult(inner.result());
      }
    }

    /** Its message does not go along. */
    private static CancelOrigin origin(Future<?> inner) {
      CancelOrigin origin = inner.cancelOrigin();
      return origin == null ? CancelOrigin.of(inner.loop, null) : origin.withoutMessage();
    }

    @Override
    public Future<?> waiting() {
      return outer;
    }
  }
}
