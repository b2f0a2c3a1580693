package org.asyncio4j;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of one loop, oldest first. Confined to the loop's thread.
 *
 * <p>An array with gaps, closed when it is full: a task that leaves touches no other task, and
 * tells the garbage collector nothing.
 */
final class TaskSet {
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Task<?>[] places = new Task<?>[INITIAL_CAPACITY];

  /** No task is at this place or beyond. */
  private int end;

  private int size;

  void add(Task<?> task) {
    if (end == places.length) {
      makeRoom();
    }
    task.place = end;
    places[end++] = task;
    size++;
  }

  void remove(Task<?> task) {
    places[task.place] = null;
    size--;
    if (task.place == end - 1) {
      end--;
    }
    if (size == 0) {
      end = 0;
    }
  }

  private void makeRoom() {
    if (size > places.length / 2) {
      places = Arrays.copyOf(places, 2 * places.length);
      return;
    }
    int to = 0;
    for (int from = 0; from < end; from++) {
      Task<?> task = places[from];
      if (task != null) {
        places[from] = null;
        places[to] = task;
        task.place = to++;
      }
    }
    end = to;
  }

  Set<Task<?>> copy() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (int place = 0; place < end; place++) {
      Task<?> task = places[place];
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }
}
