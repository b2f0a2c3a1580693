package org.asyncio4j.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** A coroutine: state, awaiter, and its locals in a subclass. */
@SuppressWarnings("NullAway") // A null check would be one.
abstract class Frame {
  static final Object SUSPENDED = new Object();

  int state;
  @Nullable Frame awaiter;

  /** Runs to the next suspension, which returns {@link #SUSPENDED}, or to the end. */
  abstract @Nullable Object resume(@Nullable Object value);

  final @Nullable Object await(Frame child) {
    Object outcome = child.resume(null);
    if (outcome == SUSPENDED) {
      child.awaiter = this;
    }
    return outcome;
  }

  final @Nullable Object await(Job job) {
    if (job.innermost == null) {
      return job.result;
    }
    return suspendUntil(job);
  }

  private Object suspendUntil(Job job) {
    job.waiter = park();
    return SUSPENDED;
  }

  final @Nullable Object await(Promise promise) {
    if (promise.done) {
      return promise.value;
    }
    promise.waiter = park();
    return SUSPENDED;
  }

  /** Suspends for a turn of the loop. */
  final Object yieldNow() {
    Loop.running.ready.add(park());
    return SUSPENDED;
  }

  /** Suspends for some time. */
  final Object sleep(long nanos) {
    Loop.running.timers.add(System.nanoTime() + nanos, park());
    return SUSPENDED;
  }

  /** Makes this the place where the running job is resumed. */
  final Job park() {
    Job job = Loop.running.current;
    job.innermost = this;
    return job;
  }
}
