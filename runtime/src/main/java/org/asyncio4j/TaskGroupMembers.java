package org.asyncio4j;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The unfinished children of a {@link TaskGroup}, oldest first: a list linked through members. */
final class TaskGroupMembers {
  private final TaskGroup group;
  private @Nullable Member oldest;
  private @Nullable Member newest;
  private int size;

  TaskGroupMembers(TaskGroup group) {
    this.group = group;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /**
   * Adds a task until it is done.
   *
   * @param status what it says that it is ready with; null for a task that nobody waits for to be
   */
  void add(Task<?> task, @Nullable TaskStatus<?> status) {
    Member member = new Member(task, status);
    Member last = newest;
    member.previous = last;
    if (last == null) {
      oldest = member;
    } else {
      last.next = member;
    }
    newest = member;
    size++;
    task.addDoneCallback(member);
  }

  void cancelAll(CancelOrigin origin) {
    for (Member member = oldest; member != null; member = member.next) {
      if (!member.task.isDone()) {
        member.task.cancelFor(origin);
      }
    }
  }

  private void remove(Member member) {
    Member before = member.previous;
    Member after = member.next;
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
    size--;
  }

  /** A child, and the callback that removes it. */
  private final class Member implements Consumer<Future<?>>, AwaitLink {
    private final Task<?> task;
    private final @Nullable TaskStatus<?> status;
    private @Nullable Member previous;
    private @Nullable Member next;

    Member(Task<?> task, @Nullable TaskStatus<?> status) {
      this.task = task;
      this.status = status;
    }

    @Override
    public void accept(Future<?> done) {
      remove(this);
      group.childDone(task, status == null || !status.takeOutcome(task));
    }

    @Override
    public @Nullable Future<?> waiting() {
      return group.parent();
    }
  }
}
