package org.asyncio4j;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of one loop, oldest first. Confined to the loop's thread.
 *
 * <p>A row of places with gaps, closed when there are many: a task that leaves touches no other
 * task, and tells the garbage collector nothing. The row is in pieces, so that it grows without
 * being copied.
 */
final class TaskSet {
  private static final int PIECE_BITS = 9;
  private static final int PIECE = 1 << PIECE_BITS;

  private final List<@Nullable Task<?>[]> pieces = new ArrayList<>();

  /** No task is at this place or beyond. */
  private int end;

  private int size;

  void add(Task<?> task) {
    if (end == pieces.size() << PIECE_BITS) {
      makeRoom();
    }
    put(end++, task);
    size++;
  }

  void remove(Task<?> task) {
    pieceOf(task.place)[task.place & (PIECE - 1)] = null;
    if (--size == 0) {
      shrinkTo(0);
    }
  }

  private void makeRoom() {
    if (end > 0 && size <= end / 2) {
      closeGaps();
    } else {
      pieces.add(new Task<?>[PIECE]);
    }
  }

  private void closeGaps() {
    int to = 0;
    for (int from = 0; from < end; from++) {
      Task<?> task = at(from);
      if (task != null) {
        pieceOf(from)[from & (PIECE - 1)] = null;
        put(to++, task);
      }
    }
    shrinkTo(to);
  }

  /** Lets go of pieces, save one for the next task. */
  private void shrinkTo(int newEnd) {
    end = newEnd;
    int needed = (newEnd >>> PIECE_BITS) + 1;
    if (needed < pieces.size()) {
      pieces.subList(needed, pieces.size()).clear();
    }
  }

  private void put(int place, Task<?> task) {
    pieceOf(place)[place & (PIECE - 1)] = task;
    task.place = place;
  }

  private @Nullable Task<?> at(int place) {
    return pieceOf(place)[place & (PIECE - 1)];
  }

  private @Nullable Task<?>[] pieceOf(int place) {
    return pieces.get(place >>> PIECE_BITS);
  }

  Set<Task<?>> copy() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (int place = 0; place < end; place++) {
      Task<?> task = at(place);
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }
}
