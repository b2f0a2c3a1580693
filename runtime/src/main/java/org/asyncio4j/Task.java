package org.asyncio4j;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.asyncio4j.internal.IdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that its loop runs, and the future of its result.
 *
 * <p>Confined to the loop's thread. The loop holds its tasks until they are done. Mirrors {@code
 * asyncio.Task}.
 *
 * @param <T> what the coroutine returns
 */
public final class Task<T extends @Nullable Object> extends Future<T> {
  // While pending, a task is in one of three conditions:
  //
  //   waits       WAITS is set; what innermost awaits has this task among its callbacks
  //   scheduled   this task is in the loop's ready queue; WAITS is set if a future that is done by
  //               now has put it there
  //   runs        in step; WAITS is not set

  // Bits of condition.
  private static final byte WAITS = 1;
  private static final byte DETAILED = 2;

  /** Beside WAITS: what it waits for is a sleep, and nothing but its time has ended that. */
  private static final byte SLEEPS = 4;

  private final Coroutine<T> coroutine;

  /**
   * Where to resume: the end of the chain of awaits. Null before the first step and after the last.
   */
  private @Nullable Coroutine<?> innermost;

  /** See {@link #WAITS}, {@link #DETAILED} and {@link #SLEEPS}: one look at all. */
  private byte condition;

  /**
   * See {@link Context#current()}; if {@link #DETAILED}, the {@link TaskDetails}, which have it.
   */
  private Object context;

  /**
   * Its place in the loop's {@link TaskSet}, which has its number as long as it is there; then that
   * number. It counts the tasks of the loop that were not given a name.
   */
  int placeOrNumber;

  /**
   * Makes a task, and schedules its first step or takes it at once. For {@link TaskFactory}s;
   * everybody else calls {@link Asyncio#createTask}.
   *
   * <p>An eager first step is taken only if the loop is running on this thread. The current task is
   * the new one meanwhile. If it does not suspend, the task is done when this constructor returns.
   *
   * @param coroutine what to run
   * @param loop what to run it on
   * @param options name, context, and whether to start eagerly
   * @throws IllegalStateException if the loop is closed; or if the task is to start eagerly in a
   *     context that is being run already
   */
  public Task(Coroutine<T> coroutine, EventLoop loop, TaskOptions options) {
    this(options.name(), options.context(), coroutine, loop);
    if (Boolean.TRUE.equals(options.eagerStart()) && loop.isOnOwnThread()) {
      startEagerly();
    } else {
      schedule();
    }
  }

  Task(Coroutine<T> coroutine, EventLoop loop, @Nullable String name, @Nullable Context context) {
    this(name, context, coroutine, loop);
    schedule();
  }

  private Task(
      @Nullable String name, @Nullable Context context, Coroutine<T> coroutine, EventLoop loop) {
    super(loop);
    this.coroutine = Objects.requireNonNull(coroutine, "a coroutine was expected, got null");
    this.context = context == null ? loop.snapshotContext() : context;
    if (name == null) {
      placeOrNumber = loop.nextTaskNumber();
    } else {
      makeDetails().name = name;
    }
  }

  private void schedule() {
    loop.schedule(this);
    loop.tasks.add(this, placeOrNumber);
  }

  /** The step finds the task registered, as any step does, and unregisters it if it is the last. */
  private void startEagerly() {
    Object own = context();
    if (own instanceof Context full) {
      full.checkNotEntered(loop);
    }
    loop.tasks.add(this, placeOrNumber);
    Object outerEntry = loop.currentEntry();
    Object outerContext = loop.begin(this, own);
    try {
      step(loop);
    } finally {
      loop.begin(outerEntry, outerContext);
    }
  }

  /**
   * Runs the coroutine to its next suspension or to its end. Called by the loop, for each entry of
   * this task in its ready queue, and for an eager start within the step of another task.
   */
  void step(EventLoop loop) {
    if (loop.currentEntry() != this) {
      loop.begin(this, context());
    }
    VirtualMachineError fatal = null;
    try {
      Coroutine<?> entry = entryPoint();
      Object outcome = Driver.drive(entry, null, condition == 0 ? null : endOfWait());
      if (outcome == entry) {
        suspendAt(entry, loop);
      } else if (outcome instanceof Coroutine<?> suspended) {
        innermost = suspended;
        suspendAt(suspended, loop);
      } else {
        complete(Driver.resultOf(outcome));
      }
    } catch (Throwable t) {
      fatal = failWith(t);
    }
    if (fatal != null) {
      throw fatal;
    }
  }

  /** Ends with what the coroutine failed with; returns that if it is to leave the loop as well. */
  private @Nullable VirtualMachineError failWith(Throwable failure) {
    if (isDetailed()) {
      details().request = null;
    }
    if (failure instanceof CancelledError) {
      finish(CANCELLED, failure);
    } else {
      fail(failure);
    }
    leave();
    return failure instanceof VirtualMachineError error ? error : null;
  }

  private Coroutine<?> entryPoint() {
    Coroutine<?> entry = innermost;
    if (entry != null) {
      return entry;
    }
    coroutine.checkNew();
    innermost = coroutine;
    return coroutine;
  }

  /**
   * What this step throws into the coroutine; null if it goes on with the outcome of what it
   * awaited, or with nothing.
   */
  private @Nullable Throwable endOfWait() {
    Throwable failure = isDetailed() ? requestedFailure() : null;
    if (failure == null && (condition & SLEEPS) != 0) {
      // Known to be over: of a million sleeps that end at once none is in a cache.
      position().awaitee = null;
    }
    endWait();
    return failure;
  }

  private void endWait() {
    condition &= ~(WAITS | SLEEPS);
  }

  /** The sleep that it waits for ends otherwise than by its time. */
  void wakesOtherwise() {
    condition &= ~SLEEPS;
  }

  private @Nullable Throwable requestedFailure() {
    TaskDetails requested = details();
    if (requested.request == null) {
      return null;
    }
    // The outcome counts as retrieved even if a cancellation takes its place.
    Future<?> awaited = waiter();
    Throwable failure =
        awaited == null || awaited.state == FINISHED ? null : Traces.deliver(awaited, position());
    if (!requested.mustCancel) {
      failure = Objects.requireNonNull((Throwable) requested.request);
      Traces.deliver(failure, position());
    } else if (!(failure instanceof CancelledError)) {
      failure = CancelledError.undelivered((CancelOrigin) requested.request);
      Traces.deliver(failure, position());
    }
    requested.withdraw();
    return failure;
  }

  private Coroutine<?> position() {
    return innermost == null ? coroutine : innermost;
  }

  private void complete(@Nullable Object result) {
    if (isCancelPending()) {
      finish(CANCELLED, details().request);
      details().withdraw();
    } else {
      finish(FINISHED, result);
    }
    leave();
  }

  private void leave() {
    innermost = null;
    loop.tasks.remove(this);
  }

  private void suspendAt(Coroutine<?> suspended, EventLoop loop) {
    Object awaitee = suspended.awaitee;
    if (awaitee == Sleep.BARE || awaitee == null) {
      loop.schedule(this);
    } else if (awaitee instanceof Future<?> awaited && awaited.loop == loop && awaited != this) {
      awaited.add(this);
      condition |= awaited instanceof SleepFuture ? WAITS | SLEEPS : WAITS;
      if (isCancelPending()) {
        cancelAwaited(awaited, details());
      }
    } else {
      refuse(awaitee);
    }
  }

  private void cancelAwaited(Future<?> awaited, TaskDetails requested) {
    // In a circle of tasks this one may have been taken off what it awaits, to be told itself.
    if (requested.request instanceof CancelOrigin origin && awaited.cancelFor(origin) && waits()) {
      requested.withdraw();
    }
  }

  private void refuse(Object awaitee) {
    if (awaitee == this) {
      scheduleFailure("Task cannot await on itself: " + this);
    } else if (awaitee instanceof Future<?> awaited) {
      scheduleFailure("Task " + this + " got Future " + awaited + " attached to a different loop");
    } else {
      scheduleFailure(awaitee.toString());
    }
  }

  private void scheduleFailure(String message) {
    if (!isCancelPending()) {
      makeDetails().request = new IllegalStateException(message);
    }
    loop.schedule(this);
  }

  @Override
  boolean cancelFor(CancelOrigin origin) {
    if (state != PENDING) {
      return super.cancelFor(origin);
    }
    CancelChain.cancel(this, origin);
    return true;
  }

  /** Counts a request. */
  void countCancel() {
    makeDetails().cancelRequests++;
  }

  /** Has the next step throw a cancellation. */
  void requestCancel(CancelOrigin origin) {
    TaskDetails requested = makeDetails();
    requested.mustCancel = true;
    requested.request = origin;
  }

  boolean isCancelPending() {
    return isDetailed() && details().mustCancel;
  }

  /** Takes back a cancellation that the next step is to throw, if it is this one. */
  void withdrawCancel(CancelOrigin origin) {
    if (isCancelPending() && details().request == origin) {
      details().withdraw();
    }
  }

  /** Stops waiting, and has a step of its own throw a cancellation. */
  void cancelOffWaiter(CancelOrigin origin) {
    Future<?> awaited = waiter();
    if (awaited != null) {
      awaited.removeWaiter(this);
      endWait();
    }
    requestCancel(origin);
    loop.schedule(this);
  }

  /**
   * {@return how many requests to cancel are open: {@link #cancel} calls less {@link #uncancel}
   * calls}
   */
  public int cancelling() {
    return isDetailed() ? details().cancelRequests : 0;
  }

  /**
   * Takes back one request to cancel, as whoever made it does once the cancellation has reached its
   * goal.
   *
   * @return how many are still open
   */
  public int uncancel() {
    if (cancelling() == 0) {
      return 0;
    }
    TaskDetails requested = details();
    requested.cancelRequests--;
    if (requested.cancelRequests == 0 && requested.mustCancel) {
      requested.withdraw();
    }
    return requested.cancelRequests;
  }

  /**
   * Not for tasks: their result is their coroutine's.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void setResult(T result) {
    throw new UnsupportedOperationException("Task does not support set_result operation");
  }

  /**
   * Not for tasks: their outcome is their coroutine's.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void setException(Throwable exception) {
    throw new UnsupportedOperationException("Task does not support set_exception operation");
  }

  /**
   * {@return the name; unless one was given, {@code Task-1}, {@code Task-2}, counted by the loop}
   */
  public String getName() {
    Object name = nameOrNumber();
    return name instanceof Integer number ? nameOf(number) : (String) name;
  }

  /** The name that it was given, or else the number of which {@link #nameOf} makes one. */
  Object nameOrNumber() {
    if (isDetailed() && details().name != null) {
      return details().name;
    }
    return isDone() ? placeOrNumber : loop.tasks.numberOf(this);
  }

  static String nameOf(int number) {
    return "Task-" + number;
  }

  /**
   * Sets the name.
   *
   * @param name the new name
   */
  public void setName(String name) {
    makeDetails().name = name;
  }

  private boolean waits() {
    return (condition & WAITS) != 0;
  }

  private boolean isDetailed() {
    return (condition & DETAILED) != 0;
  }

  /**
   * Called of a detailed task only: the JIT makes a real call of a method whose type no class
   * loader knows yet, and most programs have no such task.
   */
  private TaskDetails details() {
    return (TaskDetails) context;
  }

  private TaskDetails makeDetails() {
    if (!isDetailed()) {
      context = new TaskDetails(context);
      condition |= DETAILED;
    }
    return details();
  }

  private Object context() {
    return isDetailed() ? details().context : context;
  }

  /** Its step is over, or interrupted by one that begins within it. */
  void keepContext(Object left) {
    if (isDetailed()) {
      details().context = left;
    } else if (context != left) {
      context = left;
    }
  }

  /** {@return the coroutine that the task runs} */
  public Coroutine<T> getCoro() {
    return coroutine;
  }

  /** {@return the context that the task runs in} */
  public Context getContext() {
    boolean runs = loop.currentTask() == this;
    Object current = runs ? loop.context : context();
    if (current instanceof Context full) {
      return full;
    }
    Context full = new Context((IdentityMap) current);
    if (runs) {
      loop.context = full;
    } else {
      keepContext(full);
    }
    return full;
  }

  /**
   * {@return the stack of the task's coroutine, oldest frame first} A suspended task has one frame,
   * that of the coroutine itself, as in asyncio; one that failed has the frames of its exception;
   * one that returned or was cancelled has none.
   */
  public List<StackTraceElement> getStack() {
    return TaskStacks.of(this);
  }

  /**
   * Prints {@link #getStack()} under a heading, newest frame last.
   *
   * @param out what to print to
   */
  public void printStack(PrintStream out) {
    TaskStacks.print(this, out);
  }

  /** {@return what it waits for, pending or done; null if it waits for no future} */
  @Nullable Future<?> waiter() {
    return waits() && innermost != null && innermost.awaitee instanceof Future<?> awaited
        ? awaited
        : null;
  }

  @Override
  String kind() {
    return "Task";
  }
}
