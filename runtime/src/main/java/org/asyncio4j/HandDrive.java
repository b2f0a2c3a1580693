package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code send}, {@code raise} and {@code close}: driving a coroutine without a task. */
final class HandDrive {
  private HandDrive() {}

  /** Resumes the chain below {@code root} with a value or a failure; returns what it yields. */
  static @Nullable Object send(
      Coroutine<?> root, @Nullable Object value, @Nullable Throwable failure) {
    Coroutine<?> innermost = drivable(root);
    if (innermost.status == Coroutine.CORO_CLOSED) {
      throw innermost.refusal();
    }
    if (failure != null) {
      Traces.deliver(failure, innermost);
    }
    Object outcome;
    try {
      outcome = Driver.drive(innermost, value, failure);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
    if (!(outcome instanceof Coroutine<?> suspended)) {
      throw new StopIteration(Driver.resultOf(outcome));
    }
    if (suspended.awaitee instanceof Coroutine.BadYield yielded) {
      return yielded.value();
    }
    return suspended.awaitee == Sleep.BARE ? null : suspended.awaitee;
  }

  static @Nullable Object raise(Coroutine<?> root, Throwable failure) {
    if (failure instanceof GeneratorExit && root.isSuspended()) {
      return send(root, null, closeInner(root, drivable(root), failure));
    }
    return send(root, null, failure);
  }

  static void close(Coroutine<?> root) {
    Coroutine<?> innermost = drivable(root);
    // The step of a generator that has not begun closes the generator.
    if (innermost.isSuspended()
        || innermost instanceof GeneratorStep && innermost.status == Coroutine.CORO_CREATED) {
      Throwable failure = closeInner(root, innermost, new GeneratorExit());
      failure = closeOne(root, failure);
      if (!(failure instanceof GeneratorExit)) {
        throw Sneaky.rethrow(failure);
      }
    }
    root.status = Coroutine.CORO_CLOSED;
  }

  /**
   * Closes what {@code root} awaits, innermost first. Python closes level by level: a coroutine
   * that swallows its {@link GeneratorExit} and returns does not save the one that awaits it.
   *
   * @return what to throw into {@code root}
   */
  private static Throwable closeInner(Coroutine<?> root, Coroutine<?> innermost, Throwable exit) {
    Throwable failure = exit;
    Coroutine<?> current = innermost;
    while (current != root) {
      Coroutine<?> awaiter = Objects.requireNonNull(current.awaiter, "a chain ends at its root");
      current.awaiter = null;
      failure = closeOne(current, failure);
      awaiter.awaitee = null;
      current = awaiter;
    }
    return failure;
  }

  /**
   * Throws {@code failure} into one detached coroutine; returns what the next one gets: {@link
   * GeneratorExit} if this one ended.
   */
  private static Throwable closeOne(Coroutine<?> coroutine, Throwable failure) {
    try {
      if (Driver.drive(coroutine, null, failure) instanceof Coroutine) {
        return new IllegalStateException("coroutine ignored GeneratorExit");
      }
      return failure instanceof GeneratorExit ? failure : new GeneratorExit();
    } catch (Throwable t) {
      return t;
    }
  }

  /** The innermost coroutine below {@code root}, if that may be driven now. */
  private static Coroutine<?> drivable(Coroutine<?> root) {
    if (root.awaiter != null && root.status != Coroutine.CORO_RUNNING) {
      throw root.refusal();
    }
    UnawaitedCoroutines.forget(root);
    Coroutine<?> current = root;
    while (current.isSuspended() && current.awaitee instanceof Coroutine<?> child) {
      current = child;
    }
    if (current.status == Coroutine.CORO_RUNNING) {
      throw new IllegalStateException("coroutine already executing");
    }
    return current;
  }
}
