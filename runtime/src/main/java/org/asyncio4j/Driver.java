package org.asyncio4j;

import java.util.Objects;
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
   * stack that a chain takes. The frame of a generator may be one deeper, which a byte holds.
   */
  static final int MAX_DEPTH = 126;

  /** After so many links it pays to ask whether the end of the chain is known already. */
  private static final int LONG_WAY = 16;

  private Driver() {}

  /**
   * Starts {@code child}, which has not begun, on behalf of {@code awaiter}, whose resume is
   * running.
   *
   * @return the child's result, or {@link Coroutine#SUSPENDED}, the awaiter being linked to it then
   */
  static @Nullable Object start(Coroutine<?> child, Coroutine<?> awaiter) throws Throwable {
    int depth = depthBelow(awaiter);
    if (depth > MAX_DEPTH) {
      return deferBelowMany(child, awaiter);
    }
    child.depth = (byte) depth;
    child.status = Coroutine.CORO_RUNNING;
    Object outcome;
    try {
      outcome = child.resume(null, null);
    } catch (Throwable t) {
      leave(child);
      throw leaving(t, null);
    }
    if (outcome != Coroutine.SUSPENDED) {
      leave(child);
      return outcome == Coroutine.TAIL ? startTail(child, awaiter) : outcome;
    }
    child.status = Coroutine.CORO_SUSPENDED;
    // Linked only now: a child that does not suspend stays unknown to the heap, and the JIT can
    // drop the object.
    awaiter.awaitee = child;
    return Coroutine.SUSPENDED;
  }

  private static void leave(Coroutine<?> ended) {
    ended.status = Coroutine.CORO_CLOSED;
    ended.awaiter = null;
  }

  /** Leaves {@code child} to the loop in {@link #drive}, as if it were too deep to be called. */
  static Object defer(Coroutine<?> child, Coroutine<?> awaiter) {
    child.checkNew();
    child.status = Coroutine.CORO_DEFERRED;
    child.awaiter = awaiter;
    awaiter.awaitee = child;
    return Coroutine.SUSPENDED;
  }

  private static Object deferBelowMany(Coroutine<?> child, Coroutine<?> awaiter) {
    EventLoop loop = EventLoop.runningOrNull();
    if (loop != null) {
      loop.deferred = child;
    }
    return defer(child, awaiter);
  }

  private static int depthBelow(Coroutine<?> awaiter) {
    return awaiter.depth + 1;
  }

  /**
   * Starts what {@code ended} has left its place to, and what that leaves its place to, and so on:
   * in a loop, so that no row of tail calls takes stack.
   */
  private static @Nullable Object startTail(Coroutine<?> ended, Coroutine<?> awaiter)
      throws Throwable {
    Coroutine<?> last = ended;
    for (; ; ) {
      if (last.awaitee instanceof Future<?> future) {
        last.awaitee = null;
        awaiter.awaitee = future;
        return Coroutine.SUSPENDED;
      }
      Coroutine<?> next = takeTail(last);
      next.depth = (byte) depthBelow(awaiter);
      next.status = Coroutine.CORO_RUNNING;
      Object outcome;
      try {
        outcome = next.resume(null, null);
      } catch (Throwable t) {
        next.status = Coroutine.CORO_CLOSED;
        throw leaving(t, null);
      }
      if (outcome == Coroutine.SUSPENDED) {
        next.status = Coroutine.CORO_SUSPENDED;
        next.awaiter = awaiter;
        awaiter.awaitee = next;
        return Coroutine.SUSPENDED;
      }
      next.status = Coroutine.CORO_CLOSED;
      if (outcome != Coroutine.TAIL) {
        return outcome;
      }
      last = next;
    }
  }

  /** What {@code ended} has left its place to. */
  private static Coroutine<?> takeTail(Coroutine<?> ended) {
    Coroutine<?> next = (Coroutine<?>) Objects.requireNonNull(ended.awaitee);
    ended.awaitee = null;
    next.checkNew();
    return next;
  }

  /**
   * Puts what {@code ended} has left its place to there. A root keeps its place, as a forwarder.
   */
  private static Coroutine<?> replaceByTail(Coroutine<?> ended) {
    Coroutine<?> next = takeTail(ended);
    Coroutine<?> awaiter = ended.awaiter;
    if (awaiter == null) {
      ended.status = Coroutine.CORO_FORWARDING;
      awaiter = ended;
    } else {
      ended.status = Coroutine.CORO_CLOSED;
      ended.awaiter = null;
    }
    next.awaiter = awaiter;
    awaiter.awaitee = next;
    return next;
  }

  /** Has {@code ended} await a future, or whoever awaits it do so; returns which. */
  private static Coroutine<?> waitInPlaceOf(Coroutine<?> ended, Future<?> future) {
    Coroutine<?> awaiter = ended.awaiter;
    if (awaiter == null || awaiter.status == Coroutine.CORO_FORWARDING) {
      ended.status = Coroutine.CORO_SUSPENDED;
      return ended;
    }
    ended.status = Coroutine.CORO_CLOSED;
    ended.awaiter = null;
    ended.awaitee = null;
    awaiter.awaitee = future;
    return awaiter;
  }

  /**
   * Resumes a chain at its innermost coroutine and runs it until it suspends again or its root
   * ends.
   *
   * @param innermost the end of the chain: suspended, or a root that has not begun
   * @param value the outcome of a bare yield; that of an awaited future is taken from the future
   * @param failure what to throw at the await; null for the awaited outcome
   * @return the new innermost coroutine; if the root has returned, that which {@link #resultOf}
   *     takes
   * @throws Throwable what the root failed with
   */
  static @Nullable Object drive(
      Coroutine<?> innermost, @Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Coroutine<?> current = innermost;
    if (current.status != Coroutine.CORO_SUSPENDED) {
      checkEntry(current, failure);
    } else if (current.awaitee == Sleep.BARE) {
      // Left there: a row of yields stores nothing, as a look costs less than a collector's
      // barrier.
      value = null;
    } else {
      if (current.awaitee instanceof Future<?> future) {
        if (failure == null) {
          if (future.state == Future.FINISHED) {
            value = future.payload;
          } else {
            failure = awaitedFailure(future, current);
          }
        } else if (future instanceof SleepFuture sleep) {
          sleep.stop();
        }
      }
      current.awaitee = null;
    }
    // A failure that only passes through was mended where it was born.
    Throwable mended = failure;
    for (; ; ) {
      current.status = Coroutine.CORO_RUNNING;
      current.depth = 0;
      try {
        value = current.resume(value, failure);
        failure = null;
        if (value == Coroutine.SUSPENDED) {
          current.status = Coroutine.CORO_SUSPENDED;
          if (current.awaitee == Sleep.BARE) {
            return current;
          }
          current = innermostOf(current);
          if (current.status == Coroutine.CORO_SUSPENDED) {
            return current;
          }
          value = null;
          continue;
        }
        if (value == Coroutine.TAIL) {
          if (current.awaitee instanceof Future<?> future) {
            return waitInPlaceOf(current, future);
          }
          current = replaceByTail(current);
          value = null;
          continue;
        }
      } catch (Throwable t) {
        failure = leaving(t, current.awaiter);
        value = null;
      }
      current.status = Coroutine.CORO_CLOSED;
      Coroutine<?> awaiter = current.awaiter;
      if (failure != null && failure != mended) {
        mended = failure;
        Traces.mend(failure, awaiter);
      }
      if (awaiter == null) {
        return end(current, value, failure);
      }
      current.awaiter = null;
      if (awaiter.status == Coroutine.CORO_FORWARDING) {
        return end(awaiter, value, failure);
      }
      current = awaiter;
      current.awaitee = null;
    }
  }

  private static @Nullable Object end(
      Coroutine<?> root, @Nullable Object value, @Nullable Throwable failure) throws Throwable {
    root.status = Coroutine.CORO_CLOSED;
    // The mark tells the step of a generator that its frame, closed by hand, has emitted instead.
    root.awaitee = value == Coroutine.EMITTED ? value : null;
    if (failure != null) {
      throw failure;
    }
    return value instanceof Coroutine<?> coroutine ? new ReturnedCoroutine(coroutine) : value;
  }

  /** {@return what the root has returned, of the outcome of {@link #drive}} */
  static @Nullable Object resultOf(@Nullable Object outcome) {
    return outcome instanceof ReturnedCoroutine returned ? returned.coroutine() : outcome;
  }

  /** A result, and not where a chain is suspended. */
  private record ReturnedCoroutine(Coroutine<?> coroutine) {}

  /** Refuses to drive what is not suspended, unless it is a root that has not begun. */
  private static void checkEntry(Coroutine<?> entry, @Nullable Throwable failure) throws Throwable {
    boolean forwards = entry.status == Coroutine.CORO_FORWARDING;
    if (!forwards && entry.status != Coroutine.CORO_CREATED) {
      entry.checkRecorded();
    }
    // A failure ends what has not begun, save the step of a generator, which passes it on; a
    // forwarder gets one when what took over has been closed by hand.
    if (failure != null && !(entry instanceof GeneratorStep)) {
      entry.status = Coroutine.CORO_CLOSED;
      throw failure;
    }
  }

  /**
   * Follows the links that the chain left behind as it suspended: to a suspended coroutine, or to
   * one that is too deep to be started.
   */
  private static Coroutine<?> innermostOf(Coroutine<?> resumed) {
    Coroutine<?> current = resumed;
    for (int i = 0; current.awaitee instanceof Coroutine<?> child; i++) {
      if (i == LONG_WAY) {
        Coroutine<?> deferred = takeDeferred();
        if (deferred != null) {
          return deferred;
        }
      }
      current = child;
    }
    return current;
  }

  /** What has been deferred because it was too deep, which is the end of the chain that runs. */
  private static @Nullable Coroutine<?> takeDeferred() {
    EventLoop loop = EventLoop.runningOrNull();
    if (loop == null) {
      return null;
    }
    Coroutine<?> deferred = loop.deferred;
    loop.deferred = null;
    return deferred != null && deferred.status == Coroutine.CORO_DEFERRED ? deferred : null;
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
  private static Throwable leaving(Throwable failure, @Nullable Coroutine<?> awaiter) {
    if (awaiter instanceof GeneratorStep) {
      return GeneratorState.leaving(failure);
    }
    return failure instanceof StopIteration
        ? new IllegalStateException("coroutine raised StopIteration", failure)
        : failure;
  }
}
