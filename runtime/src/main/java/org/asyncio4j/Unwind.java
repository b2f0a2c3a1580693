package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * {@link AsyncExitStack#exit} and {@link AsyncExitStack#aclose}: one exit after the other, the last
 * that was entered first.
 */
final class Unwind<T extends @Nullable Object> extends Coroutine<T> {
  private final AsyncExitStack stack;
  private final boolean received;

  /** Whether to return if the failure was ended, or just null. */
  private final boolean answers;

  /** What the next exit sees: the body's failure, or what has come of it. */
  private @Nullable Throwable failure;

  /** Whether {@link #failure} is what an exit has failed with. */
  private boolean replaced;

  private boolean handled;
  private boolean begun;

  Unwind(AsyncExitStack stack, @Nullable Throwable failure, boolean answers) {
    this.stack = stack;
    this.failure = failure;
    this.received = failure != null;
    this.answers = answers;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable thrown)
      throws Throwable {
    if (begun) {
      exited(value, thrown);
    }
    begun = true;
    AsyncExitStack.ExitCallback exit;
    while ((exit = stack.pop()) != null) {
      try {
        Coroutine<Boolean> coroutine = exit.exit(failure);
        Object answer = coroutine == null ? null : await(coroutine);
        if (answer == SUSPENDED) {
          return SUSPENDED;
        }
        exited(answer, null);
      } catch (Throwable t) {
        exited(null, t);
      }
    }
    if (replaced && failure != null) {
      throw failure;
    }
    return answers ? received && handled : null;
  }

  /** Notes how an exit has ended. */
  private void exited(@Nullable Object answer, @Nullable Throwable thrown) {
    if (thrown != null) {
      failure = AsyncWith.replacing(failure, thrown);
      replaced = true;
    } else if (Boolean.TRUE.equals(answer)) {
      handled = true;
      replaced = false;
      failure = null;
    }
  }

  @Override
  protected String qualifiedName() {
    return "AsyncExitStack.exit";
  }
}
