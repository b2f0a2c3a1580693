package org.asyncio4j;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of one loop, oldest first, with their numbers. Confined to the loop's
 * thread.
 *
 * <p>A row of places with gaps, closed when there are many: a task that leaves touches no other
 * task, and tells the garbage collector nothing. The row is in pieces, so that it grows without
 * being copied.
 */
final class TaskSet {
  private final List<Piece> pieces = new ArrayList<>();

  /** No task is at this place or beyond. */
  private int end;

  private int size;

  /** Adds a task; its number is kept here until it leaves. */
  void add(Task<?> task, int number) {
    if (end == pieces.size() << Piece.BITS && size <= end / 2) {
      closeGaps();
    }
    append(task, number);
    size++;
  }

  void remove(Task<?> task) {
    int place = task.placeOrNumber;
    task.placeOrNumber = numberOf(task);
    pieceOf(place).tasks[place & Piece.MASK] = null;
    if (--size == 0) {
      end = 0;
      if (pieces.size() > 1) {
        pieces.subList(1, pieces.size()).clear();
      }
    }
  }

  int numberOf(Task<?> task) {
    int place = task.placeOrNumber;
    return pieceOf(place).number(place & Piece.MASK);
  }

  private Piece pieceOf(int place) {
    return pieces.get(place >>> Piece.BITS);
  }

  private void append(Task<?> task, int number) {
    if (end == pieces.size() << Piece.BITS) {
      pieces.add(new Piece());
    }
    pieceOf(end).put(end & Piece.MASK, task, number);
    task.placeOrNumber = end++;
  }

  private void closeGaps() {
    List<Piece> before = List.copyOf(pieces);
    pieces.clear();
    end = 0;
    for (Piece piece : before) {
      for (int i = 0; i < Piece.SIZE; i++) {
        Task<?> task = piece.tasks[i];
        if (task != null) {
          append(task, piece.number(i));
        }
      }
    }
  }

  Set<Task<?>> copy() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      for (Task<?> task : piece.tasks) {
        if (task != null) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }

  /** Some places in a row, filled from the first to the last. */
  private static final class Piece {
    static final int BITS = 9;
    static final int SIZE = 1 << BITS;
    static final int MASK = SIZE - 1;

    final @Nullable Task<?>[] tasks = new Task<?>[SIZE];

    /** The number of the first task. */
    private int first;

    /** Null as long as the numbers go up by one from place to place, as those of new tasks do. */
    private int @Nullable [] numbers;

    void put(int index, Task<?> task, int number) {
      tasks[index] = task;
      if (index == 0) {
        first = number;
        numbers = null;
      } else if (numbers != null) {
        numbers[index] = number;
      } else if (number != first + index) {
        numbers = new int[SIZE];
        for (int i = 0; i < index; i++) {
          numbers[i] = first + i;
        }
        numbers[index] = number;
      }
    }

    int number(int index) {
      return numbers == null ? first + index : numbers[index];
    }
  }
}
