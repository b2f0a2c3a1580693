package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** {@link TaskGroup#exit}: waits for the children, as often as it is cancelled meanwhile. */
final class TaskGroupExit extends Coroutine<Boolean> {
  private final TaskGroup group;
  private final @Nullable Throwable bodyFailure;

  /** The last cancellation of this wait. */
  private @Nullable CancelledError pending;

  /** The cancellation that the group is to pass on, unless it was its own. */
  private @Nullable CancelledError cancellation;

  private boolean begun;

  TaskGroupExit(TaskGroup group, @Nullable Throwable bodyFailure) {
    this.group = group;
    this.bodyFailure = bodyFailure;
    this.cancellation = bodyFailure instanceof CancelledError error ? error : null;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      group.exiting(bodyFailure);
    } else if (failure instanceof CancelledError error) {
      pending = error;
      if (group.interrupted()) {
        cancellation = error;
      }
    } else if (failure != null) {
      group.left();
      throw failure;
    }
    Future<Void> completion = group.completion();
    if (completion != null) {
      return await(completion);
    }
    try {
      Throwable outcome = group.outcome(bodyFailure, cancellation, pending);
      if (outcome != null) {
        throw outcome;
      }
      return true;
    } finally {
      group.left();
    }
  }

  @Override
  protected String qualifiedName() {
    return "TaskGroup.exit";
  }
}
