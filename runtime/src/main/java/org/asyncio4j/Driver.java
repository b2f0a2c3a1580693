package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Runs chains of coroutines, each awaiting the next, on the thread that calls it.
 *
 * <p>A coroutine starts its child by a direct call; a suspended chain is resumed at its innermost,
 * and from there completion climbs the {@link Coroutine#awaiter} links in a loop. So no depth of
 * awaits overflows the stack, and resuming costs the same at any depth.
 */
final class Driver {
  /**
   * After so many direct calls a child is left to the loop in {@link #drive}: the bound of the
   * stack that a chain takes.
   */
  static final int MAX_DEPTH = 256;

  private Driver() {}

  /**
   * Starts {@code child} on behalf of {@code awaiter}, whose resume is running.
   *
   * @return the child's result, or {@link Coroutine#SUSPENDED}, the two then being linked
   */
  static @Nullable Object start(Coroutine<?> child, Coroutine<?> awaiter) throws Throwable {
    if (child.status != Coroutine.CORO_CREATED || child.awaiter != null) {
      throw child.refusal();
    }
    int depth = awaiter.depth + 1;
    if (depth <= MAX_DEPTH) {
      child.depth = (short) depth;
      child.status = Coroutine.CORO_RUNNING;
      Object outcome;
      try {
        outcome = child.resume(null, null);
      } catch (Throwable t) {
        child.status = Coroutine.CORO_CLOSED;
        throw leaving(t);
      }
      if (outcome != Coroutine.SUSPENDED) {
        child.status = Coroutine.CORO_CLOSED;
        return outcome;
      }
      child.status = Coroutine.CORO_SUSPENDED;
    }
    // Linked only now: a child that does not suspend stays unknown to the heap, and the JIT can
    // drop the object.
    child.awaiter = awaiter;
    awaiter.awaitee = child;
    return Coroutine.SUSPENDED;
  }

  /**
   * Resumes a chain at its innermost coroutine and runs it until it suspends again or its root
   * ends.
   *
   * @param innermost the end of the chain: suspended, or a root that has not begun
   * @param value the outcome of a bare yield; that of an awaited future is taken from the future
   * @param failure what to throw at the await; null for the awaited outcome
   * @return the new innermost coroutine; null if the root has returned, its result being in {@link
   *     Coroutine#awaitee}
   * @throws Throwable what the root failed with
   */
  static @Nullable Coroutine<?> drive(
      Coroutine<?> innermost, @Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Coroutine<?> current = innermost;
    if (current.status != Coroutine.CORO_SUSPENDED) {
      if (current.status != Coroutine.CORO_CREATED || current.awaiter != null) {
        throw current.refusal();
      }
      if (failure != null) {
        current.status = Coroutine.CORO_CLOSED;
        throw failure;
      }
    } else if (failure == null && current.awaitee instanceof Future<?> future) {
      if (future.state == Future.FINISHED) {
        value = future.payload;
      } else {
        failure = awaitedFailure(future, current);
      }
    }
    // A failure that only passes through was mended where it was born.
    Throwable mended = failure;
    for (; ; ) {
      current.status = Coroutine.CORO_RUNNING;
      current.depth = 0;
      current.awaitee = null;
      try {
        value = current.resume(value, failure);
        failure = null;
      } catch (Throwable t) {
        failure = leaving(t);
        value = null;
      }
      if (value == Coroutine.SUSPENDED) {
        current = innermostOf(current);
        if (current.status == Coroutine.CORO_SUSPENDED) {
          return current;
        }
        value = null;
        continue;
      }
      Coroutine<?> awaiter = current.awaiter;
      current.status = Coroutine.CORO_CLOSED;
      current.awaiter = null;
      if (failure != null && failure != mended) {
        mended = failure;
        Traces.mend(failure, awaiter);
      }
      if (awaiter == null) {
        if (failure != null) {
          throw failure;
        }
        current.awaitee = value;
        return null;
      }
      current = awaiter;
    }
  }

  /**
   * Follows the links that the chain left behind as it suspended: to a suspended coroutine, or to
   * one that is too deep to be started.
   */
  private static Coroutine<?> innermostOf(Coroutine<?> resumed) {
    Coroutine<?> current = resumed;
    current.status = Coroutine.CORO_SUSPENDED;
    while (current.awaitee instanceof Coroutine<?> child) {
      current = child;
    }
    return current;
  }

  private static Throwable awaitedFailure(Future<?> future, Coroutine<?> awaiting) {
    if (future.state == Future.PENDING) {
      return new IllegalStateException("await wasn't used with future");
    }
    return Traces.deliver(future, awaiting);
  }

  /**
   * PEP 479: a stray end-of-iteration must not be taken for the end of the coroutine that it
   * leaves.
   */
  private static Throwable leaving(Throwable failure) {
    return failure instanceof StopIteration
        ? new IllegalStateException("coroutine raised StopIteration", failure)
        : failure;
  }
}
