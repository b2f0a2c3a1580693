package org.asyncio4j.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** A result that will be there later, for one to wait for. */
final class Promise {
  boolean done;
  @Nullable Object value;
  @Nullable Job waiter;

  void set(@Nullable Object result) {
    done = true;
    value = result;
    if (waiter != null) {
      waiter.wake(result);
    }
  }
}
