package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#asyncWith}: enter, body, exit. */
final class AsyncWith<A extends @Nullable Object, T extends @Nullable Object> extends Coroutine<T> {
  // What is being awaited; each leads to the next, save that a failed enter ends the coroutine.
  private static final byte NOTHING = 0;
  private static final byte ENTER = 1;
  private static final byte BODY = 2;
  private static final byte EXIT = 3;

  /** Causes may form a circle. */
  private static final int MAX_CAUSES = 16;

  private final AsyncContextManager<? extends A> manager;

  /** Null once called. */
  private @Nullable AsyncFunction<? super A, ? extends T, ?> body;

  private byte phase = NOTHING;

  // The outcome of the body, while the exit runs.
  private @Nullable Object result;
  private @Nullable Throwable failure;

  AsyncWith(
      AsyncContextManager<? extends A> manager, AsyncFunction<? super A, ? extends T, ?> body) {
    this.manager = Objects.requireNonNull(manager, "asyncWith(null, ...): a manager is required");
    this.body = Objects.requireNonNull(body, "asyncWith(..., null): a body is required");
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable thrown)
      throws Throwable {
    Object outcome = value;
    Throwable problem = thrown;
    if (phase == NOTHING) {
      phase = ENTER;
      outcome = await(enter());
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    }
    if (phase == ENTER) {
      if (problem != null) {
        throw problem;
      }
      phase = BODY;
      try {
        outcome = runBody(outcome);
      } catch (Throwable t) {
        problem = t;
      }
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    }
    if (phase == BODY) {
      phase = EXIT;
      result = problem == null ? outcome : null;
      failure = problem;
      try {
        outcome = await(exit());
        problem = null;
      } catch (Throwable t) {
        problem = t;
      }
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    }
    return ending(outcome, problem);
  }

  private Coroutine<? extends A> enter() {
    return Objects.requireNonNull(
        manager.enter(), () -> manager.getClass().getName() + ".enter() returned null");
  }

  private Coroutine<Boolean> exit() {
    return Objects.requireNonNull(
        manager.exit(failure), () -> manager.getClass().getName() + ".exit() returned null");
  }

  private @Nullable Object runBody(@Nullable Object entered) throws Throwable {
    AsyncFunction<? super A, ? extends T, ?> uncalled = Objects.requireNonNull(body);
    body = null;
    Coroutine<? extends T> coroutine = uncalled.apply(Unchecked.cast(entered));
    return coroutine == null ? null : await(coroutine);
  }

  private @Nullable Object ending(@Nullable Object handled, @Nullable Throwable exitFailure)
      throws Throwable {
    if (exitFailure != null) {
      // A stack has seen to that itself: the failure may have been handled before.
      throw manager instanceof AsyncExitStack ? exitFailure : replacing(failure, exitFailure);
    }
    if (failure != null && !Boolean.TRUE.equals(handled)) {
      throw failure;
    }
    return result;
  }

  /**
   * Python's {@code __context__}: what was being handled when the later failure came stays visible
   * in it. That is what Java's suppressed exceptions are for, unless it is the cause already.
   */
  static Throwable replacing(@Nullable Throwable handled, Throwable later) {
    if (handled == null) {
      return later;
    }
    if (later instanceof ExceptionGroup group && group.hidesContext()) {
      return later;
    }
    Throwable current = later;
    for (int i = 0; current != null && i < MAX_CAUSES; i++, current = current.getCause()) {
      if (current == handled) {
        return later;
      }
    }
    later.addSuppressed(handled);
    return later;
  }

  @Override
  protected String qualifiedName() {
    return "asyncWith";
  }
}
