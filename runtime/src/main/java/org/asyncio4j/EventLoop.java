package org.asyncio4j;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncio4j.internal.IdentityMap;
import org.asyncio4j.internal.Timed;
import org.asyncio4j.net.Networking;
import org.asyncio4j.spi.LoopEngine;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks and tasks one at a time on one thread: what is ready in the order in which it
 * became so, timers when they are due.
 *
 * <p>A loop belongs to the thread that runs it. Only {@link #callSoonThreadsafe}, {@link #execute},
 * {@link #time}, {@link #isRunning} and {@link #isClosed} may be called from other threads.
 * Programs seldom need more of it than {@link Asyncio#run}. Mirrors {@code
 * asyncio.AbstractEventLoop}.
 *
 * <p>If the thread of a loop is interrupted while the loop sleeps, what {@link #runUntilComplete}
 * waits for is cancelled, as Ctrl-C does in asyncio, and {@link #runForever} stops; the thread's
 * interrupt status is set again when the loop returns.
 */
public abstract class EventLoop implements Executor, Networking {
  private static final ThreadLocal<EventLoop> RUNNING = new ThreadLocal<>();

  /**
   * The loop that has begun to run last, for a look cheaper than at a thread-local: most programs
   * have one. Any thread, without order: a loop knows whether it runs on the thread that asks.
   */
  private static @Nullable EventLoop latest;

  final TaskSet tasks = new TaskSet();
  final UnretrievedFailures unretrieved = new UnretrievedFailures();
  final TrackedGenerators generators = new TrackedGenerators();

  /** Stages that wait for futures of this loop, until they are told. */
  final Map<CompletableFuture<?>, Future<?>> chained = new IdentityHashMap<>();

  final DefaultExecutor defaultExecutor = new DefaultExecutor();
  final SignalHandlers signalHandlers = new SignalHandlers(this);

  // Confined to the loop's thread; while the loop does not run, to whoever holds it.

  /**
   * The context of the callback or task that runs; see {@link Context#current()}. Between runs of
   * the loop nobody looks at it.
   */
  Object context = IdentityMap.EMPTY;

  /**
   * The {@link Task} or {@link Handle} that runs. It stays here, and its context there, until the
   * next one runs or {@link #rest} is called: a row of steps of one task does nothing about either.
   */
  private @Nullable Object current;

  /** What {@link #rest} goes back to. */
  private Object restContext = IdentityMap.EMPTY;

  /**
   * How many calls and stages other threads have in hand for this loop: a virtual clock does not
   * jump meanwhile.
   */
  int outstanding;

  /** The end of the chain that runs, if that was too deep to be called. */
  @Nullable Coroutine<?> deferred;

  /** Null unless {@link #carry} was called. */
  @Nullable CarriedThreadLocals carried;

  /** Null unless in debug mode. */
  @Nullable DebugMode debug;

  /** Read by the {@link Watchdog} too. */
  volatile long slowCallbackNanos = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * Whether a turn may have more to do than to run what is ready: set by whoever gives the loop a
   * timer, a channel, a failure or a generator to look after, so that other turns look at this
   * alone.
   */
  boolean chores;

  private int taskCount;
  private @Nullable TaskFactory taskFactory;
  private @Nullable ExceptionHandler exceptionHandler;

  EventLoop() {}

  /**
   * Makes a loop on the machine's clock; see {@link #create(LoopClock)}.
   *
   * @return a loop that does not run yet, to be closed after use
   */
  public static EventLoop create() {
    return create(LoopClock.system());
  }

  /**
   * Makes a loop on a clock. It runs on the engine that the system property {@code asyncio4j.loop}
   * names, {@code netty} for example, and on the JDK's selector without it.
   *
   * @param clock its time, {@link VirtualClock} for example
   * @return a loop that does not run yet, to be closed after use
   * @throws IllegalStateException if the property names an engine that is not there
   */
  public static EventLoop create(LoopClock clock) {
    return create(clock, Engines.byProperty());
  }

  /**
   * Makes a loop on an engine of its own. For modules that bring one.
   *
   * @param clock its time
   * @param engine where it sleeps, and what makes its transports; serves no other loop
   * @return a loop that does not run yet, to be closed after use
   */
  public static EventLoop create(LoopClock clock, LoopEngine engine) {
    return new KernelLoop(clock, engine);
  }

  /** {@return what the loop runs on} For modules that bring an engine. */
  public abstract LoopEngine engine();

  static @Nullable EventLoop runningOrNull() {
    EventLoop guess = latest;
    return guess != null && guess.isOnOwnThread() ? guess : RUNNING.get();
  }

  static EventLoop running() {
    EventLoop loop = runningOrNull();
    if (loop == null) {
      throw new IllegalStateException("no running event loop");
    }
    return loop;
  }

  static void setRunning(@Nullable EventLoop loop) {
    latest = loop;
    if (loop == null) {
      RUNNING.remove();
    } else {
      RUNNING.set(loop);
    }
  }

  /** Puts a {@link Task} or a {@link Handle} at the end of the ready queue. */
  abstract void schedule(Object entry);

  /** Schedules a handle from any thread; false if the loop is closed. */
  abstract boolean post(Handle handle);

  /** Whether this loop is running on the calling thread. */
  abstract boolean isOnOwnThread();

  /** Has a timer put into the ready queue at a time in nanoseconds on the loop's clock. */
  abstract void addTimer(long when, Timed timer);

  abstract void timerEnded();

  /** Schedules a callback for a time in nanoseconds on the loop's clock. */
  final TimerHandle callAtNanos(long when, Runnable callback, Object callbackContext) {
    TimerHandle timer = new TimerHandle(when, callback, callbackContext, this);
    addTimer(when, timer);
    return timer;
  }

  /** Runs an entry of the ready queue. */
  final void run(Object entry) {
    if (entry instanceof Task<?> task) {
      task.step(this);
    } else if (entry instanceof Handle handle) {
      handle.run(this);
    } else {
      ((SleepFuture) entry).wake();
    }
  }

  /** The time of the loop's clock in nanoseconds. */
  abstract long nanoTime();

  /** Throws if the loop is closed. */
  abstract void checkOpen();

  /** Throws if the loop cannot be run now on this thread. */
  abstract void checkCanRun();

  /**
   * Says what an interrupt of the loop's thread cancels from now on; null for a stop of the loop.
   */
  abstract void cancelOnInterrupt(@Nullable Future<?> future);

  /**
   * The context that the calling code runs in; no look at a thread-local if it runs in this loop.
   */
  final Object currentContext() {
    return isOnOwnThread() ? context : Context.current();
  }

  /** A snapshot of the context that the calling code runs in. */
  final IdentityMap snapshotContext() {
    IdentityMap values = Context.valuesOf(currentContext());
    return carried == null ? values : carried.capture(values);
  }

  final @Nullable Object currentEntry() {
    return current;
  }

  /** {@return the task whose step runs; null if none does} */
  final @Nullable Task<?> currentTask() {
    return current instanceof Task<?> task ? task : null;
  }

  /** {@return the callback that runs, as long as it is not cancelled; null if none does} */
  final @Nullable Object currentCallback() {
    return current instanceof Handle handle ? handle.callback : null;
  }

  /** The loop begins to run, in a context that {@link #rest} goes back to. */
  final void beginRun(Context context) {
    this.context = context;
    restContext = context;
  }

  /**
   * An entry of the ready queue begins, or goes on after one that began within it. Returns the
   * context of the one before, which may have another form by now.
   */
  final Object begin(@Nullable Object entry, Object entryContext) {
    Object left = carried == null ? context : carried.leave(context);
    if (current instanceof Task<?> before) {
      before.keepContext(left);
    }
    // A look costs less than a collector's barrier.
    if (current != entry) {
      current = entry;
    }
    if (carried != null) {
      // A context may know less than the one before: what it does not is as it is at rest.
      carried.enter(restContext);
      carried.enter(entryContext);
    }
    if (context != entryContext) {
      context = entryContext;
    }
    return left;
  }

  /** No entry runs: the loop is about to sleep, to poll, to stop, or to run what is none. */
  final void rest() {
    if (current != null) {
      begin(null, restContext);
    }
  }

  /** Goes into a context; returns the one that {@link #leaveContext} goes back to. */
  final Object enterContext(Object next) {
    Object outer = context;
    if (carried != null) {
      outer = carried.leave(outer);
      carried.enter(next);
    }
    context = next;
    return outer;
  }

  /** Goes back; returns the context that was left, which may have another form by now. */
  final Object leaveContext(Object outer) {
    Object left = context;
    if (carried != null) {
      left = carried.leave(left);
      carried.enter(outer);
    }
    context = outer;
    return left;
  }

  final int nextTaskNumber() {
    return ++taskCount;
  }

  /** {@return the time of the loop's clock: since an arbitrary moment, never going back} */
  public final Duration time() {
    return Duration.ofNanos(nanoTime());
  }

  /**
   * Has a callback run at the next turn of the loop, after all that were scheduled before, in a
   * copy of the current context.
   *
   * @param callback what to run
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final Handle callSoon(Runnable callback) {
    return scheduled(new Handle(callback, snapshotContext()));
  }

  /**
   * Has a callback run at the next turn of the loop, in a given context.
   *
   * @param callback what to run
   * @param context what it runs in
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final Handle callSoon(Runnable callback, Context context) {
    return scheduled(new Handle(callback, context));
  }

  private Handle scheduled(Handle handle) {
    schedule(handle);
    return handle;
  }

  /**
   * Has a callback run after a time, in a copy of the current context. Callbacks that are due at
   * the same time run in the order in which they were scheduled.
   *
   * @param delay how long from now; zero or less for the next turn, after what is ready by then
   * @param callback what to run
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final TimerHandle callLater(Duration delay, Runnable callback) {
    return callAtNanos(
        Durations.after(nanoTime(), Durations.nanos(delay)), callback, snapshotContext());
  }

  /**
   * Has a callback run after a time, in a given context.
   *
   * @param delay how long from now; zero or less for the next turn
   * @param callback what to run
   * @param context what it runs in
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final TimerHandle callLater(Duration delay, Runnable callback, Context context) {
    return callAtNanos(Durations.after(nanoTime(), Durations.nanos(delay)), callback, context);
  }

  /**
   * Has a callback run at a time, in a copy of the current context.
   *
   * @param when the time on the clock of {@link #time()}
   * @param callback what to run
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final TimerHandle callAt(Duration when, Runnable callback) {
    return callAtNanos(Durations.nanos(when), callback, snapshotContext());
  }

  /**
   * Has a callback run at a time, in a given context.
   *
   * @param when the time on the clock of {@link #time()}
   * @param callback what to run
   * @param context what it runs in
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final TimerHandle callAt(Duration when, Runnable callback, Context context) {
    return callAtNanos(Durations.nanos(when), callback, context);
  }

  /**
   * Has a callback run at the next turn of the loop, waking the loop if it sleeps. From any thread;
   * what that did before is visible to the callback, which runs in a copy of its context. The
   * handle itself belongs to the loop's thread.
   *
   * @param callback what to run
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final Handle callSoonThreadsafe(Runnable callback) {
    return posted(new Handle(callback, snapshotContext()));
  }

  /**
   * Has a callback run at the next turn of the loop, in a given context. From any thread.
   *
   * @param callback what to run
   * @param context what it runs in
   * @return a handle to cancel it with
   * @throws IllegalStateException if the loop is closed
   */
  public final Handle callSoonThreadsafe(Runnable callback, Context context) {
    return posted(new Handle(callback, context));
  }

  private Handle posted(Handle handle) {
    if (!post(handle)) {
      throw closed();
    }
    return handle;
  }

  static IllegalStateException closed() {
    return new IllegalStateException("Event loop is closed");
  }

  /** {@link #callSoonThreadsafe(Runnable)}: the loop as an executor. */
  @Override
  public final void execute(Runnable command) {
    callSoonThreadsafe(command);
  }

  /**
   * Makes a pending future of this loop.
   *
   * @param <T> the result
   * @return the future
   */
  public final <T extends @Nullable Object> Future<T> createFuture() {
    return new Future<>(this);
  }

  /**
   * Makes a task of a coroutine and schedules it.
   *
   * @param coroutine what to run
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the loop is closed; the coroutine has not begun then
   */
  public final <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, null, null);
  }

  /**
   * Makes a task with a name and a context.
   *
   * @param coroutine what to run
   * @param name the task's name; null for {@code Task-1} and so on
   * @param context what it runs in; null for a copy of the current one
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the loop is closed; the coroutine has not begun then
   */
  public final <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
    checkOpen();
    return taskFactory == null
        ? new Task<>(coroutine, this, name, context)
        : byFactory(taskFactory, coroutine, new TaskOptions(name, context, null));
  }

  /**
   * Makes a task and says when it takes its first step, whatever the task factory would do.
   *
   * @param coroutine what to run
   * @param eagerStart true for at once, before this method returns, if the loop is running; false
   *     for the next turn of the loop
   * @param <T> what it returns
   * @return the task; done if it started eagerly and did not suspend
   * @throws IllegalStateException if the loop is closed; the coroutine has not begun then
   */
  public final <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, boolean eagerStart) {
    return createTask(coroutine, new TaskOptions(null, null, eagerStart));
  }

  /**
   * Makes a task with options.
   *
   * @param coroutine what to run
   * @param options name, context, and whether to start eagerly
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if the loop is closed, the coroutine has not begun then; or if
   *     the task is to start eagerly in a context that is being run already
   */
  public final <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, TaskOptions options) {
    checkOpen();
    return taskFactory == null
        ? new Task<>(coroutine, this, options)
        : byFactory(taskFactory, coroutine, options);
  }

  @SuppressWarnings("unchecked") // A factory returns a task of the coroutine that it was given.
  private <T extends @Nullable Object> Task<T> byFactory(
      TaskFactory factory, Coroutine<T> coroutine, TaskOptions options) {
    return (Task<T>) factory.create(this, coroutine, options);
  }

  /** The future of an awaitable on this loop: itself, or a new task. */
  @SuppressWarnings("unchecked") // A future is only read as one of a wider result.
  final <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<? extends T> awaitable) {
    if (awaitable instanceof Coroutine<?> coroutine) {
      try {
        return createTask((Coroutine<T>) coroutine);
      } catch (IllegalStateException e) {
        coroutine.close();
        throw e;
      }
    }
    Future<T> future = (Future<T>) awaitable;
    if (future.loop != this) {
      throw new IllegalArgumentException(
          "The future belongs to a different loop than the one specified as the loop argument");
    }
    return future;
  }

  /**
   * Sets what makes the tasks of this loop.
   *
   * @param factory the factory; null for the default
   */
  public final void setTaskFactory(@Nullable TaskFactory factory) {
    taskFactory = factory;
  }

  /** {@return what {@link #setTaskFactory} was given; null for the default} */
  public final @Nullable TaskFactory getTaskFactory() {
    return taskFactory;
  }

  /**
   * Sets what is told of failures that nobody handles.
   *
   * @param handler the handler; null for {@link #defaultExceptionHandler}
   */
  public final void setExceptionHandler(@Nullable ExceptionHandler handler) {
    exceptionHandler = handler;
  }

  /** {@return what {@link #setExceptionHandler} was given; null for the default} */
  public final @Nullable ExceptionHandler getExceptionHandler() {
    return exceptionHandler;
  }

  /**
   * Reports a failure that nobody handles to the exception handler, in the context of the task or
   * callback concerned.
   *
   * @param failure what happened
   */
  public final void callExceptionHandler(ExceptionContext failure) {
    FailureReports.report(this, exceptionHandler, failure);
  }

  /**
   * Prints a failure to {@link System#err}: message, future, handle, stack trace.
   *
   * @param failure what happened
   */
  public final void defaultExceptionHandler(ExceptionContext failure) {
    FailureReports.print(failure);
  }

  /**
   * Has the value of a thread-local go along with the context, as a {@link ContextVar} does: each
   * task and callback sees what it set itself, from the beginning what its creator had set; so does
   * the code of {@link Asyncio#toThread}. On the loop's thread, or before it runs.
   *
   * @param threadLocal the thread-local; a value of null removes it
   * @param <T> its values, which are shared, not copied
   */
  public final <T extends @Nullable Object> void carry(ThreadLocal<T> threadLocal) {
    carry(
        threadLocal::get,
        value -> {
          if (value == null) {
            threadLocal.remove();
          } else {
            threadLocal.set(value);
          }
        });
  }

  /**
   * Has what belongs to a thread go along with the context; see {@link #carry(ThreadLocal)}.
   * SLF4J's diagnostic context for example:
   *
   * <pre>{@code
   * loop.carry(
   *     MDC::getCopyOfContextMap,
   *     values -> {
   *       if (values == null) {
   *         MDC.clear();
   *       } else {
   *         MDC.setContextMap(values);
   *       }
   *     });
   * }</pre>
   *
   * @param get reads the value of the calling thread; called whenever a context is left or copied
   * @param set sets it, to what {@code get} returned; called whenever a context is entered
   * @param <T> the value; compared by {@code equals} to see whether it has changed
   */
  @SuppressWarnings("unchecked") // set is given what get returned.
  public final <T> void carry(
      Supplier<? extends @Nullable T> get, Consumer<? super @Nullable T> set) {
    if (carried == null) {
      carried = new CarriedThreadLocals();
    }
    carried.add(get, (Consumer<@Nullable Object>) set);
  }

  /**
   * Turns debug mode on or off; it is on from the beginning if the system property {@code
   * asyncio4j.debug} is {@code true}. In debug mode
   *
   * <ul>
   *   <li>{@link #callSoon}, {@link #callLater}, {@link #callAt} and what builds on them refuse to
   *       be called from another thread than the loop's;
   *   <li>callbacks and steps of tasks that take {@link #slowCallbackDuration()} or longer are
   *       reported, with the stack that blocks, while they do and when they end;
   *   <li>coroutines that were made on the loop and never awaited are reported, with the place
   *       where they were made, once they are collected, at the latest when the loop is closed.
   * </ul>
   *
   * <p>Reports are printed to {@link System#err}. Mirrors {@code loop.set_debug}, the property
   * {@code PYTHONASYNCIODEBUG}.
   *
   * @param enabled whether to be in debug mode
   */
  public abstract void setDebug(boolean enabled);

  /** {@return whether the loop is in debug mode} */
  public final boolean getDebug() {
    return debug != null;
  }

  /**
   * {@return how long a callback may take before debug mode reports it; 100 milliseconds unless
   * set} From any thread. Mirrors {@code loop.slow_callback_duration}.
   */
  public final Duration slowCallbackDuration() {
    return Duration.ofNanos(slowCallbackNanos);
  }

  /**
   * Sets how long a callback may take before debug mode reports it. From any thread.
   *
   * @param duration real time, on any clock
   */
  public final void slowCallbackDuration(Duration duration) {
    slowCallbackNanos = Durations.nanos(duration);
  }

  /**
   * Runs the loop until a future is done.
   *
   * @param main what to wait for; a coroutine is made a task
   * @param <T> its result
   * @return the result
   * @throws CancelledError if {@code main} was cancelled
   * @throws IllegalStateException if the loop is closed or running, another loop runs on this
   *     thread (the coroutine has not begun then), or {@link #stop} came first: "Event loop stopped
   *     before Future completed."
   */
  public final <T extends @Nullable Object> T runUntilComplete(Awaitable<? extends T> main) {
    checkCanRun();
    Future<T> future = ensureFuture(main);
    boolean ownTask = main instanceof Coroutine;
    if (ownTask) {
      future.expectNoDestroyReport();
    }
    Consumer<Future<?>> stop = new StopWhenComplete(this);
    future.addDoneCallback(stop);
    cancelOnInterrupt(future);
    try {
      runForever();
    } catch (Throwable t) {
      if (ownTask && future.state == Future.FAILED) {
        future.takeFailure();
      }
      throw t;
    } finally {
      cancelOnInterrupt(null);
      future.removeDoneCallback(stop);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("Event loop stopped before Future completed.");
    }
    if (future.state != Future.FINISHED) {
      throw Sneaky.rethrow(Traces.leave(future.takeFailure()));
    }
    return future.result();
  }

  /**
   * Runs the loop until {@link #stop} is called.
   *
   * @throws IllegalStateException if the loop is closed or running, or another loop runs on this
   *     thread
   */
  public abstract void runForever();

  /**
   * Makes {@link #runForever} return at the end of the current turn; if the loop does not run,
   * after the first turn of its next run.
   */
  public abstract void stop();

  /**
   * Closes the asynchronous generators whose first item was awaited on this loop and that have not
   * ended, all at once; what that fails with goes to the exception handler. {@link Runner} and
   * {@link Asyncio#run} do so themselves. Mirrors {@code loop.shutdown_asyncgens}.
   *
   * @return a coroutine to await on this loop
   */
  public final Coroutine<Void> shutdownAsyncgens() {
    return new ShutdownAsyncgens(this);
  }

  /**
   * Has an executor make a blocking call, at once. Cancelling the future keeps a call from being
   * made that the executor has still queued; one that is under way goes on, and its outcome is
   * dropped. The call sees the context of the executor's thread; {@link Asyncio#toThread} hands the
   * caller's along. Mirrors {@code loop.run_in_executor}.
   *
   * @param executor what makes the call; null for the loop's own: see {@link #setDefaultExecutor}
   * @param body the call
   * @param <T> what it returns
   * @return the future of its outcome, on this loop
   * @throws IllegalStateException if the loop is closed, or {@code executor} is null after {@link
   *     #shutdownDefaultExecutor}: "Executor shutdown has been called"
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not accept it
   */
  public final <T extends @Nullable Object> Future<T> runInExecutor(
      @Nullable Executor executor, Callable<T> body) {
    checkOpen();
    return ExecutorCall.submit(body, executor == null ? defaultExecutor.get() : executor, this);
  }

  /**
   * Sets what {@link #runInExecutor} and {@link Asyncio#toThread} use if they are not told. Unless
   * set, each call gets a virtual thread, or, on a JDK before 21, one of a pool of as many threads
   * as the machine has processors and four more, 32 at most; they are daemons.
   *
   * @param executor the executor; if it is an {@link java.util.concurrent.ExecutorService}, {@link
   *     #shutdownDefaultExecutor} and {@link #close} shut it down
   */
  public final void setDefaultExecutor(Executor executor) {
    defaultExecutor.set(executor);
  }

  /**
   * Shuts the default executor down and waits for its threads, for as long as it takes; see {@link
   * #shutdownDefaultExecutor(Duration)}.
   *
   * @return a coroutine to await on this loop
   */
  public final Coroutine<Void> shutdownDefaultExecutor() {
    return shutdownDefaultExecutor(null);
  }

  /**
   * Shuts the default executor down and waits for its threads. What it was given before is still
   * done; further calls are refused. {@link Runner} and {@link Asyncio#run} do so themselves, with
   * a timeout of five minutes. Mirrors {@code loop.shutdown_default_executor}.
   *
   * @param timeout how long to wait, in real time on any clock; then a warning is printed to {@link
   *     System#err}. Null for no limit
   * @return a coroutine to await on this loop
   */
  public final Coroutine<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
    return new ShutdownDefaultExecutor(this, timeout);
  }

  /**
   * Has a callback run on this loop whenever the process gets a signal, instead of what the JVM
   * does. {@link #close} gives the signal back. asyncio's {@code add_signal_handler}.
   *
   * @param signal its name, {@code "TERM"} or {@code "SIGTERM"}
   * @param callback what to run; takes the place of an earlier one
   * @throws IllegalArgumentException if there is no such signal, or nobody but the system or the
   *     JVM can have it
   * @throws UnsupportedOperationException if the JVM tells of no signals: without the module {@code
   *     jdk.unsupported}
   */
  public final void addSignalHandler(String signal, Runnable callback) {
    checkOpen();
    signalHandlers.add(signal, callback);
  }

  /**
   * Gives a signal back to whoever had it before {@link #addSignalHandler}.
   *
   * @param signal its name
   * @return false if this loop did not have it
   */
  public final boolean removeSignalHandler(String signal) {
    return signalHandlers.remove(signal);
  }

  /** {@return whether the loop is running} From any thread. */
  public abstract boolean isRunning();

  /** {@return whether the loop is closed} From any thread. */
  public abstract boolean isClosed();

  /**
   * Closes the loop for good; what is scheduled is dropped. Tasks still pending, and failures that
   * nobody has looked at, are reported to the exception handler. Does nothing if it is closed.
   *
   * @throws IllegalStateException if it is running
   */
  public abstract void close();
}
