package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * The failures of one loop's futures that nobody has looked at, oldest first. A failure is reported
 * once its future has been collected, for then nobody can look at it any more, and at the latest
 * when the loop is closed. Confined to the loop's thread.
 */
final class UnretrievedFailures {
  private final WatchList<Future<?>, UnretrievedFailure> failures = new WatchList<>();

  boolean isEmpty() {
    return failures.isEmpty();
  }

  UnretrievedFailure register(Future<?> future, Throwable exception) {
    UnretrievedFailure failure = new UnretrievedFailure(future, exception, failures);
    failures.add(failure);
    return failure;
  }

  void withdraw(UnretrievedFailure failure) {
    failures.remove(failure);
  }

  void reportCollected(EventLoop loop) {
    @Nullable UnretrievedFailure failure;
    while ((failure = failures.removeCollected()) != null) {
      report(failure, loop);
    }
  }

  void reportAll(EventLoop loop) {
    @Nullable UnretrievedFailure failure;
    while ((failure = failures.removeOldest()) != null) {
      report(failure, loop);
    }
  }

  private static void report(UnretrievedFailure failure, EventLoop loop) {
    loop.callExceptionHandler(
        new ExceptionContext(failure.kind + " exception was never retrieved", failure.exception));
  }
}
