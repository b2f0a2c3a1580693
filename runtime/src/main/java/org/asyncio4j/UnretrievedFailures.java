package org.asyncio4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one loop's futures that nobody has looked at, oldest first. A failure is reported
 * once its future has been collected, for then nobody can look at it any more, and at the latest
 * when the loop is closed. Confined to the loop's thread.
 */
final class UnretrievedFailures {
  private final ReferenceQueue<Future<?>> collected = new ReferenceQueue<>();

  // A list linked through the failures: in it one is reachable although its future is not, and
  // leaves at no cost.
  private @Nullable UnretrievedFailure oldest;
  private @Nullable UnretrievedFailure newest;

  boolean isEmpty() {
    return oldest == null;
  }

  UnretrievedFailure register(Future<?> future, Throwable exception) {
    UnretrievedFailure failure = new UnretrievedFailure(future, exception, collected);
    UnretrievedFailure last = newest;
    failure.previous = last;
    if (last == null) {
      oldest = failure;
    } else {
      last.next = failure;
    }
    newest = failure;
    return failure;
  }

  void withdraw(UnretrievedFailure failure) {
    unlink(failure);
    failure.clear();
  }

  void reportCollected(EventLoop loop) {
    Reference<? extends Future<?>> reference;
    while ((reference = collected.poll()) != null) {
      UnretrievedFailure failure = (UnretrievedFailure) reference;
      if (failure.previous != null || failure == oldest) {
        report(failure, loop);
      }
    }
  }

  void reportAll(EventLoop loop) {
    while (oldest != null) {
      oldest.clear();
      report(oldest, loop);
    }
  }

  private void report(UnretrievedFailure failure, EventLoop loop) {
    unlink(failure);
    loop.callExceptionHandler(
        new ExceptionContext(failure.kind + " exception was never retrieved", failure.exception));
  }

  private void unlink(UnretrievedFailure failure) {
    UnretrievedFailure before = failure.previous;
    UnretrievedFailure after = failure.next;
    if (before == null) {
      oldest = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.previous = before;
    }
    failure.previous = null;
    failure.next = null;
  }
}
