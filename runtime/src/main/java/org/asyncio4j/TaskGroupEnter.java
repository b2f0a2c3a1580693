package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/** {@link TaskGroup#enter}. */
final class TaskGroupEnter extends Coroutine<TaskGroup> {
  private final TaskGroup group;

  TaskGroupEnter(TaskGroup group) {
    this.group = group;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure) {
    group.entering();
    return group;
  }

  @Override
  protected String qualifiedName() {
    return "TaskGroup.enter";
  }
}
