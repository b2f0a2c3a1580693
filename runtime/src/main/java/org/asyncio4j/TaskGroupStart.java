package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link TaskGroup#start}: makes the task, and waits until it is ready or done. */
final class TaskGroupStart<V extends @Nullable Object, X extends Exception> extends Coroutine<V> {
  private final TaskGroup group;
  private final AsyncFunction<? super TaskStatus<V>, ?, X> body;

  // Both null before the first resume.
  private @Nullable Task<?> child;
  private @Nullable TaskStatus<V> status;

  /** This was cancelled, and waits for the child to end; null if not. */
  private @Nullable Throwable cancellation;

  TaskGroupStart(TaskGroup group, AsyncFunction<? super TaskStatus<V>, ?, X> body) {
    this.group = group;
    this.body = body;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Task<?> task = child;
    if (task == null || status == null) {
      return begin();
    }
    if (cancellation != null) {
      throw ending(task, failure);
    }
    if (failure == null) {
      return value;
    }
    if (status.childEndedFirst()) {
      throw failure;
    }
    cancellation = failure;
    task.cancel();
    if (!(failure instanceof CancelledError)) {
      throw failure;
    }
    // Not through another future: a second cancellation is for the child.
    try {
      if (await(task) == SUSPENDED) {
        return SUSPENDED;
      }
    } catch (Throwable t) {
      throw ending(task, t);
    }
    throw failure;
  }

  /** What to throw once the cancelled child has ended: its failure, unless that is the group's. */
  private Throwable ending(Task<?> task, @Nullable Throwable failure) {
    boolean fails = task.state == Future.FAILED && status != null && !status.isHandedOver();
    return Objects.requireNonNull(fails ? failure : cancellation);
  }

  private @Nullable Object begin() throws Throwable {
    TaskStatus<V> own = new TaskStatus<>(EventLoop.running());
    Coroutine<?> coroutine = new AsyncBody<>(() -> body.apply(own));
    Task<?> task = group.openLoop(coroutine).createTask(coroutine);
    status = own;
    child = task;
    group.join(task, own);
    return await(own.ready);
  }

  @Override
  protected String qualifiedName() {
    return "TaskGroup.start";
  }
}
