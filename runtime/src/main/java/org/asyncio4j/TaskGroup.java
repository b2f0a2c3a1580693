package org.asyncio4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: whoever enters the group leaves it only when all of them are done. If
 * one fails, the others and the body are cancelled, and the group throws an {@link ExceptionGroup}
 * of all failures.
 *
 * <pre>{@code
 * await(taskGroup(group -> {
 *   group.createTask(first());
 *   group.createTask(second());
 *   return done();
 * }));
 * }</pre>
 *
 * <p>A manager for {@link Asyncio#asyncWith}, to be used once, within a task; confined to the
 * thread of its loop. Mirrors {@code asyncio.TaskGroup}, with {@code cancel} of 3.15.
 */
public final class TaskGroup implements AsyncContextManager<TaskGroup> {
  // What becomes of a group; parent is set from entered until left:
  //
  //   from      to        by
  //   new       entered   enter
  //   entered   aborting  a child that fails, a body that fails or is cancelled, cancel
  //   entered,  left      exit, once there is no child any more
  //   aborting
  //
  // exiting is set as exit begins, in either of the two states.
  private boolean entered;
  private boolean aborting;
  private boolean exiting;

  /** The parent has a request to cancel it that is this group's own, to be taken back on exit. */
  private boolean parentCancelRequested;

  private boolean cancelOnEnter;
  private @Nullable EventLoop loop;
  private @Nullable Task<?> parent;

  /** The unfinished children. */
  private final TaskGroupMembers members = new TaskGroupMembers(this);

  private final List<Throwable> errors = new ArrayList<>();
  private @Nullable VirtualMachineError baseError;

  /** What the exit waits for; null while it does not. */
  private @Nullable Future<Void> onCompleted;

  /** Makes a group that has not been entered. From any thread. */
  public TaskGroup() {}

  /**
   * Enters the group: the task that awaits this becomes the parent of the children.
   *
   * @return a coroutine that returns this group. Awaiting it throws {@link IllegalStateException}
   *     if the group "has already been entered", or "cannot determine the parent task"
   */
  @Override
  public Coroutine<TaskGroup> enter() {
    return new TaskGroupEnter(this);
  }

  /**
   * Waits for the children; a failure of the body cancels them first.
   *
   * @param failure what the body failed with; null if it returned
   * @return a coroutine that returns true. Awaiting it throws an {@link ExceptionGroup} if the body
   *     or a child failed, else {@link CancelledError} if the parent was cancelled; a {@link
   *     VirtualMachineError} bare
   */
  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new TaskGroupExit(this, failure);
  }

  /**
   * Makes a task of this group. See {@link Asyncio#createTask(Coroutine)}.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group "has not been entered", "is finished" or "is
   *     shutting down"
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return join(openLoop(coroutine).createTask(coroutine));
  }

  /**
   * Makes a task of this group with a name.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param name the task's name
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group is not open; see {@link #createTask(Coroutine)}
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
    return join(openLoop(coroutine).createTask(coroutine, name, null));
  }

  /**
   * Makes a task of this group that runs in a given context.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param context what it runs in
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group is not open; see {@link #createTask(Coroutine)}
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, Context context) {
    return join(openLoop(coroutine).createTask(coroutine, null, context));
  }

  /**
   * Makes a task of this group with a name that runs in a given context.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param name the task's name; null for {@code Task-1} and so on
   * @param context what it runs in; null for a copy of the current one
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group is not open; see {@link #createTask(Coroutine)}
   */
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
    return join(openLoop(coroutine).createTask(coroutine, name, context));
  }

  /**
   * Makes a task of this group and says when it takes its first step. See {@link
   * Asyncio#createTask(Coroutine, boolean)}.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param eagerStart true for at once, before this method returns
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group is not open; see {@link #createTask(Coroutine)}
   */
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, boolean eagerStart) {
    return join(openLoop(coroutine).createTask(coroutine, eagerStart));
  }

  /**
   * Makes a task of this group with options.
   *
   * @param coroutine what to run; it is closed if the group refuses it
   * @param options name, context, and whether to start eagerly
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the group is not open; see {@link #createTask(Coroutine)}
   */
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, TaskOptions options) {
    return join(openLoop(coroutine).createTask(coroutine, options));
  }

  /**
   * Starts a task of this group and waits until it says that it is ready, a server that listens for
   * example:
   *
   * <pre>{@code
   * int port = await(group.start(status -> serve(status)));
   * ...
   * status.started(port);   // in serve, which goes on as a task of the group
   * }</pre>
   *
   * <p>Until then its failure is that of the returned coroutine and not of the group; and
   * cancelling that coroutine cancels the task, and waits for it. Trio's and AnyIO's {@code start};
   * asyncio has none.
   *
   * @param body what the task runs; called when the returned coroutine is awaited
   * @param <V> what it gives as it gets ready
   * @param <X> a checked exception of the body
   * @return a coroutine that returns what {@link TaskStatus#started} was given. Awaiting it throws
   *     {@link IllegalStateException} if the group is not open (see {@link
   *     #createTask(Coroutine)}), or if the body ended first: "child exited without calling
   *     started()"
   */
  public <V extends @Nullable Object, X extends Exception> Coroutine<V> start(
      AsyncFunction<? super TaskStatus<V>, ?, X> body) {
    return new TaskGroupStart<>(this, body);
  }

  /**
   * Cancels the children and the body, without an error: the group is left as if the body had
   * returned early. Does nothing if the group has been left. A group that has not been entered is
   * cancelled once it is: its body then runs to its first suspension.
   */
  public void cancel() {
    if (!entered) {
      cancelOnEnter = true;
    } else if (loop != null && !isFinished() && !aborting) {
      CancelOrigin origin = CancelOrigin.of(loop, null);
      abort(origin);
      cancelParent(origin);
    }
  }

  private boolean isFinished() {
    return exiting && members.isEmpty();
  }

  private void abort(CancelOrigin origin) {
    aborting = true;
    members.cancelAll(origin);
  }

  private void cancelParent(CancelOrigin origin) {
    if (parent != null && !parentCancelRequested) {
      parentCancelRequested = true;
      parent.cancelFor(origin);
    }
  }

  /** Of a cancellation that a failure makes necessary. */
  private static CancelOrigin ownOrigin(Task<?> task) {
    return CancelOrigin.of(task.loop, null, "TaskGroup");
  }

  /** The loop, for a new child; if there can be none, closes what it was to run. */
  EventLoop openLoop(Coroutine<?> coroutine) {
    String refusal =
        !entered
            ? "has not been entered"
            : isFinished() ? "is finished" : aborting ? "is shutting down" : null;
    if (loop == null || refusal != null) {
      coroutine.close();
      throw refused(refusal);
    }
    return loop;
  }

  private IllegalStateException refused(@Nullable String why) {
    return new IllegalStateException("TaskGroup " + this + " " + why);
  }

  /**
   * Takes in a child. One that is done already leaves through its callback too: a failure must not
   * cancel the parent before it has the task.
   */
  private <T extends @Nullable Object> Task<T> join(Task<T> task) {
    join(task, null);
    return task;
  }

  void join(Task<?> task, @Nullable TaskStatus<?> status) {
    members.add(task, status);
    if (aborting && !task.isDone()) {
      // It started eagerly, and has cancelled the group.
      task.cancelFor(ownOrigin(task));
    }
  }

  /**
   * A child is done, and not a member any more.
   *
   * @param ownFailure whether its failure, if any, is for the group
   */
  void childDone(Task<?> task, boolean ownFailure) {
    if (members.isEmpty() && onCompleted != null && !onCompleted.isDone()) {
      complete(onCompleted);
    }
    if (!ownFailure || task.state != Future.FAILED) {
      return;
    }
    Throwable error = task.takeFailure();
    Task<?> waiting = parent;
    if (waiting == null || waiting.isDone()) {
      // The exit was closed by hand: nobody is left to tell.
      task.loop.callExceptionHandler(
          new ExceptionContext(
              "Task " + task + " has errored out but its parent task is already completed",
              error,
              task,
              null));
      return;
    }
    errors.add(error);
    if (error instanceof VirtualMachineError base && baseError == null) {
      baseError = base;
    }
    if (!aborting && !parentCancelRequested) {
      CancelOrigin origin = ownOrigin(task);
      abort(origin);
      cancelParent(origin);
    }
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private static void complete(Future<Void> future) {
    future.setResult(null);
  }

  void entering() {
    if (entered) {
      throw refused("has already been entered");
    }
    EventLoop running = EventLoop.running();
    Task<?> current = running.currentTask();
    if (current == null) {
      throw refused("cannot determine the parent task");
    }
    loop = running;
    parent = current;
    entered = true;
    if (cancelOnEnter) {
      cancel();
    }
  }

  /** The body has ended. */
  void exiting(@Nullable Throwable bodyFailure) {
    exiting = true;
    if (bodyFailure instanceof VirtualMachineError base && baseError == null) {
      baseError = base;
    }
    if (bodyFailure != null && !aborting && parent != null) {
      abort(ownOrigin(parent));
    }
  }

  /** What the exit is to wait for; null if there is no child any more. */
  @Nullable Future<Void> completion() {
    onCompleted = members.isEmpty() || loop == null ? null : loop.createFuture();
    return onCompleted;
  }

  /** The exit was cancelled as it waited; returns whether that is news to the group. */
  boolean interrupted() {
    boolean news = !aborting;
    if (news && parent != null) {
      abort(ownOrigin(parent));
    }
    return news;
  }

  /**
   * Decides how the group is left once all children are done.
   *
   * @param bodyFailure what the body failed with
   * @param cancellation that of the body, or of the exit where it was news to the group
   * @param pending that of the exit, news or not
   * @return what to throw; null to go on
   */
  @Nullable Throwable outcome(
      @Nullable Throwable bodyFailure,
      @Nullable CancelledError cancellation,
      @Nullable CancelledError pending) {
    if (baseError != null) {
      reportErrorsBeside(baseError);
      return baseError;
    }
    CancelledError propagated = cancellation;
    if (parentCancelRequested && parent != null) {
      if (parent.uncancel() == 0) {
        // Nobody but this group wanted it.
        propagated = null;
      } else if (propagated == null) {
        propagated = pending;
      }
    }
    if (propagated != null && errors.isEmpty()) {
      return propagated;
    }
    if (bodyFailure != null && !(bodyFailure instanceof CancelledError)) {
      errors.add(bodyFailure);
    }
    return errors.isEmpty() ? null : failure(bodyFailure);
  }

  /** Failures take the place of a cancellation, but must not lose it. */
  private Throwable failure(@Nullable Throwable bodyFailure) {
    if (parent != null && parent.cancelling() > 0) {
      parent.uncancel();
      parent.cancelFor(ownOrigin(parent));
    }
    // A generator that is being closed ends with this error, not with a group of it.
    return bodyFailure instanceof GeneratorExit && errors.size() == 1
        ? bodyFailure
        : ExceptionGroup.hidingContext("unhandled errors in a TaskGroup", errors);
  }

  private void reportErrorsBeside(VirtualMachineError base) {
    for (Throwable error : errors) {
      if (error != base && loop != null) {
        loop.callExceptionHandler(
            new ExceptionContext(
                "TaskGroup task exception was not propagated because the TaskGroup body is being"
                    + " closed with a BaseException",
                error));
      }
    }
  }

  /** The group has been left: nothing is kept. */
  void left() {
    parent = null;
    baseError = null;
    errors.clear();
  }

  @Nullable Task<?> parent() {
    return parent;
  }

  /** {@return asyncio's form, {@code <TaskGroup tasks=2 errors=1 cancelling>}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<TaskGroup");
    if (!members.isEmpty()) {
      text.append(" tasks=").append(members.size());
    }
    if (!errors.isEmpty()) {
      text.append(" errors=").append(errors.size());
    }
    return text.append(aborting ? " cancelling" : entered ? " entered" : "").append('>').toString();
  }
}
