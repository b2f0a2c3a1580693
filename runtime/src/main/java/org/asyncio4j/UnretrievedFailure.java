package org.asyncio4j;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a future that nobody has looked at yet. It outlives the future, which it does not
 * keep.
 */
final class UnretrievedFailure extends PhantomReference<Future<?>> {
  final Throwable exception;

  /** What failed: "Task", "Future". */
  final String kind;

  /** Links of {@link UnretrievedFailures}. */
  @Nullable UnretrievedFailure previous;

  @Nullable UnretrievedFailure next;

  UnretrievedFailure(Future<?> future, Throwable exception, ReferenceQueue<Future<?>> collected) {
    super(future, collected);
    this.exception = exception;
    this.kind = future.kind();
  }
}
