package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/** A coroutine that may have to wait in line: it is itself the link of the line. */
abstract class Waiter<T extends @Nullable Object> extends Coroutine<T> {
  /** What the present or last wait is for; null before the first. */
  private @Nullable Future<Boolean> signal;

  /** Neighbours in the line of {@link Waiters}. */
  @Nullable Waiter<?> previous;

  @Nullable Waiter<?> next;

  /**
   * Waits at the end of a line. As after {@link #await}, {@code resume} must return what this
   * returns, and is called again when the wait is over.
   */
  final @Nullable Object waitIn(Waiters line, LoopBound owner) throws Throwable {
    Future<Boolean> future = owner.newSignal();
    signal = future;
    line.add(this);
    return await(future);
  }

  /**
   * Waits at the end of a line in the place of another one like it. That one has nothing to wait
   * for as a rule, and stays unknown to the heap, so that the JIT can drop it.
   *
   * @param signal made before this waiter, which is so new then that no collector needs a barrier
   */
  final Object startWaiting(Coroutine<?> awaiter, Waiters line, Future<Boolean> signal) {
    this.signal = signal;
    Object suspended = startWaiting(awaiter, signal);
    line.add(this);
    return suspended;
  }

  /** Whether it has not waited yet. */
  final boolean isNew() {
    return signal == null;
  }

  /**
   * Ends the wait; false if it has ended already.
   *
   * @param served whether the waiter has got what it waits for, or a claim to it
   */
  final boolean wake(boolean served) {
    if (signal == null || signal.isDone()) {
      return false;
    }
    signal.setResult(served);
    return true;
  }

  final boolean isCancelled() {
    return signal != null && signal.isCancelled();
  }

  /** Whether it was woken and served, even if its task was cancelled before it ran. */
  final boolean wasServed() {
    return signal != null && signal.isDone() && !signal.isCancelled() && signal.result();
  }
}
