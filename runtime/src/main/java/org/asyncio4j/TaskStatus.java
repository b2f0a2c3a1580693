package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * How a task that {@link TaskGroup#start} makes says that it is ready.
 *
 * <p>Confined to the thread of its loop. Trio's and AnyIO's {@code task_status}.
 *
 * @param <V> what it gives as it gets ready; {@code Void} if nothing
 */
public final class TaskStatus<V extends @Nullable Object> {
  /** Cancelled if whoever waits for it is. */
  final Future<V> ready;

  private boolean called;

  // At most one of these two.

  /** Whoever waits has been told that the task is ready. */
  private boolean handedOver;

  /** Whoever waits has been told that it never will be. */
  private boolean childEndedFirst;

  TaskStatus(EventLoop loop) {
    this.ready = loop.createFuture();
  }

  /**
   * Says that the task is ready. From then on it is a task of the group like any other.
   *
   * @param value what {@link TaskGroup#start} is to return
   * @throws IllegalStateException if it was called before: "called 'started' twice on the same task
   *     status"
   */
  public void started(V value) {
    if (called) {
      throw new IllegalStateException("called 'started' twice on the same task status");
    }
    called = true;
    if (!ready.isDone()) {
      handedOver = true;
      ready.setResult(value);
    }
  }

  /**
   * Says that the task is ready, and gives null.
   *
   * @throws IllegalStateException if it was called before
   */
  public void started() {
    started(Unchecked.<V>cast(null));
  }

  boolean isHandedOver() {
    return handedOver;
  }

  boolean childEndedFirst() {
    return childEndedFirst;
  }

  /**
   * Gives the outcome of the task to whoever waits for it to be ready; returns false if it was, and
   * the outcome is for the group.
   */
  boolean takeOutcome(Task<?> task) {
    if (handedOver) {
      return false;
    }
    if (!ready.isDone()) {
      childEndedFirst = true;
      switch (task.state) {
        case Future.FAILED -> ready.fail(task.takeFailure());
        case Future.CANCELLED -> ready.cancel();
        default -> ready.fail(new IllegalStateException("child exited without calling started()"));
      }
    }
    return true;
  }
}
