package org.asyncio4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cancels tasks that await tasks that await tasks: down the chain in a loop, so that its length
 * does not matter.
 */
final class CancelChain {
  private CancelChain() {}

  /** Requests that a pending task, and every task that it awaits directly or not, cancel itself. */
  static void cancel(Task<?> first, @Nullable String message) {
    Set<Task<?>> seen = isCyclic(first) ? Collections.newSetFromMap(new IdentityHashMap<>()) : null;
    Task<?> task = first;
    for (; ; ) {
      Future<?> awaited = task.countCancel();
      if (!(awaited instanceof Task<?> inner) || inner.isDone()) {
        if (awaited == null || !awaited.cancel(message)) {
          task.requestCancel(message);
        }
        return;
      }
      if (seen != null) {
        seen.add(task);
        if (seen.contains(inner)) {
          // Tasks that await each other in a circle would wait for ever, and no future is there to
          // be cancelled.
          task.cancelOffWaiter(inner, message);
          return;
        }
      }
      task = inner;
    }
  }

  /** Whether a task waits for a circle of tasks; Brent's algorithm. */
  private static boolean isCyclic(Task<?> first) {
    Future<?> milestone = first;
    Future<?> current = first.waiter();
    int limit = 2;
    int steps = 1;
    while (current instanceof Task<?> task && !task.isDone()) {
      if (task == milestone) {
        return true;
      }
      if (steps == limit) {
        milestone = task;
        steps = 0;
        limit *= 2;
      }
      steps++;
      current = task.waiter();
    }
    return false;
  }
}
