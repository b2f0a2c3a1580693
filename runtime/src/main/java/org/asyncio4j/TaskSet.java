package org.asyncio4j;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of one loop, oldest first: a list linked through the tasks. Confined to the
 * loop's thread.
 */
final class TaskSet {
  private @Nullable Task<?> oldest;
  private @Nullable Task<?> newest;

  void add(Task<?> task) {
    Task<?> last = newest;
    task.previous = last;
    if (last == null) {
      oldest = task;
    } else {
      last.next = task;
    }
    newest = task;
  }

  void remove(Task<?> task) {
    Task<?> before = task.previous;
    Task<?> after = task.next;
    if (before == null) {
      oldest = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.previous = before;
    }
    task.previous = null;
    task.next = null;
  }

  Set<Task<?>> copy() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (Task<?> task = oldest; task != null; task = task.next) {
      tasks.add(task);
    }
    return tasks;
  }
}
