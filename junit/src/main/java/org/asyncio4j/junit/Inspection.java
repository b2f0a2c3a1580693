package org.asyncio4j.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tasks that a test has left on its loop. Those that are about to end are given the time
 * to; the others are what is left.
 */
final class Inspection extends Coroutine<Void> {
  // NEW -> ENDING -> LEFT -> (CANCELLED)
  private enum Step {
    NEW,
    ENDING,
    LEFT
  }

  private final Set<Task<?>> known;
  private final boolean cancel;
  private Step step = Step.NEW;
  private List<Task<?>> left = List.of();
  private String tree = "";

  /**
   * Makes an inspection.
   *
   * @param known tasks that do not count
   * @param cancel whether to cancel what is left, and wait for it
   */
  Inspection(Set<Task<?>> known, boolean cancel) {
    this.known = known;
    this.cancel = cancel;
  }

  /** The tasks that were left. */
  List<Task<?>> left() {
    return left;
  }

  /** The tasks that were left, as text; empty for none. */
  String tree() {
    return tree;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (step == Step.NEW) {
      step = Step.ENDING;
      List<Task<?>> ending = others();
      ending.removeIf(task -> !isEnding(task));
      if (!ending.isEmpty() && await(Asyncio.wait(ending)) == SUSPENDED) {
        return SUSPENDED;
      }
    }
    if (step == Step.ENDING) {
      step = Step.LEFT;
      left = others();
      tree = TaskTree.of(left);
      if (cancel && !left.isEmpty()) {
        left.forEach(Task::cancel);
        return await(Asyncio.wait(left));
      }
    }
    return null;
  }

  /**
   * Whether a task is about to end: it is cancelled, or closes a generator. The loop does the
   * latter by itself when a generator was dropped, at a moment that the garbage collector chooses.
   */
  private static boolean isEnding(Task<?> task) {
    return task.cancelling() > 0 || task.getCoro().toString().contains(".aclose at ");
  }

  private List<Task<?>> others() {
    List<Task<?>> others = new ArrayList<>(Asyncio.allTasks());
    others.removeIf(task -> task == Asyncio.currentTask() || known.contains(task));
    return others;
  }
}
