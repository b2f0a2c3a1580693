package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * Runs something within a {@link Deadline}, which is entered when this begins and left when that
 * ends.
 */
abstract class Limited<T extends @Nullable Object> extends Coroutine<T> {
  private final long delay;

  /** Null before the first resume. */
  private @Nullable Deadline deadline;

  /**
   * Makes a coroutine that has not begun.
   *
   * @param delay in nanoseconds, or {@link Deadline#NEVER}
   */
  Limited(long delay) {
    this.delay = delay;
  }

  final boolean hasBegun() {
    return deadline != null;
  }

  /** What the deadline belongs to, as messages name it. */
  abstract String owner();

  /** Begins what is limited; returns its value or {@link #SUSPENDED}. */
  abstract @Nullable Object begin(Deadline entered) throws Throwable;

  /** Leaves the deadline; returns what the failure becomes by that, if there is one. */
  abstract @Nullable Throwable leave(Deadline entered, @Nullable Throwable failure);

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Object outcome = value;
    Throwable problem = failure;
    Deadline entered = deadline;
    if (entered == null) {
      entered = Deadline.begin(owner(), delay);
      deadline = entered;
      try {
        outcome = begin(entered);
        if (outcome == SUSPENDED) {
          return SUSPENDED;
        }
      } catch (Throwable t) {
        problem = t;
      }
    }
    Throwable left = leave(entered, problem);
    if (left != null) {
      throw left;
    }
    return problem == null ? outcome : null;
  }
}
