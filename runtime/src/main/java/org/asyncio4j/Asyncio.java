package org.asyncio4j;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's functions. Meant for static import:
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Void> main() {
 *   System.out.println("hello");
 *   await(sleep(Duration.ofSeconds(1)));
 *   System.out.println("world");
 *   return done();
 * }
 *
 * public static void main(String[] args) {
 *   run(main());
 * }
 * }</pre>
 *
 * <p>Unless a method says otherwise, it is called on the thread of a running loop: within a
 * coroutine or a callback.
 */
public final class Asyncio {
  private Asyncio() {}

  /**
   * Runs a coroutine on a new loop of this thread, cancels what tasks are left and closes the loop.
   * On the main thread Ctrl-C cancels the coroutine, which may clean up: see {@link Runner}. From
   * any thread that runs no loop. Mirrors {@code asyncio.run}.
   *
   * @param main what to run
   * @param <T> its result
   * @return the result
   * @throws CancelledError if {@code main} was cancelled
   * @throws KeyboardInterrupt if it was cancelled by Ctrl-C
   * @throws IllegalStateException if an event loop runs on this thread; {@code main} has not begun
   *     then
   */
  public static <T extends @Nullable Object> T run(Awaitable<? extends T> main) {
    checkNotRunning();
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  /**
   * Waits for a completion stage on a new loop of this thread. From any thread that runs no loop.
   *
   * @param main the stage
   * @param <T> its result
   * @return the result
   * @throws CancelledError if the stage was cancelled
   * @throws IllegalStateException if an event loop runs on this thread
   */
  public static <T extends @Nullable Object> T run(CompletionStage<? extends T> main) {
    checkNotRunning();
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  /**
   * Runs a coroutine on a new loop of this thread, in debug mode or not; see {@link
   * #run(Awaitable)}. Mirrors {@code asyncio.run(main, debug=...)}.
   *
   * @param main what to run
   * @param debug whether the loop is in debug mode: {@link EventLoop#setDebug}
   * @param <T> its result
   * @return the result
   * @throws CancelledError if {@code main} was cancelled
   * @throws IllegalStateException if an event loop runs on this thread
   */
  public static <T extends @Nullable Object> T run(Awaitable<? extends T> main, boolean debug) {
    checkNotRunning();
    try (Runner runner = Runner.builder().debug(debug).build()) {
      return runner.run(main);
    }
  }

  private static void checkNotRunning() {
    if (EventLoop.runningOrNull() != null) {
      throw new IllegalStateException("asyncio.run() cannot be called from a running event loop");
    }
  }

  /**
   * {@return a new loop, which does not run yet and is to be closed after use} From any thread.
   * Mirrors {@code asyncio.new_event_loop}.
   */
  public static EventLoop newEventLoop() {
    return EventLoop.create();
  }

  /**
   * {@return the loop that runs on this thread} Mirrors {@code asyncio.get_running_loop}.
   *
   * @throws IllegalStateException if there is none: "no running event loop"
   */
  public static EventLoop getRunningLoop() {
    return EventLoop.running();
  }

  /** {@return whether a loop runs on this thread} From any thread. */
  public static boolean isRunning() {
    return EventLoop.runningOrNull() != null;
  }

  /**
   * Waits for a coroutine, future or task. The coroutine around it is suspended, the thread is not
   * blocked. Python's {@code await}.
   *
   * <p>Legal only in an {@link Async} method or a lambda that is compiled like one: compiled code
   * never calls this method, the compiler has put the await in its place. What the awaited thing
   * failed with is thrown as it is, checked exceptions too; those can be caught after {@link
   * #await(Awaitable, Class)}.
   *
   * @param awaitable what to wait for
   * @param <T> its result
   * @return the result
   * @throws CancelledError if the awaited thing, or the task around the await, was cancelled
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T extends @Nullable Object> T await(Awaitable<? extends T> awaitable) {
    throw Uncompiled.call("await");
  }

  /**
   * Waits for a completion stage. A cancellation of the await cancels the stage. See {@link
   * #await(Awaitable)}.
   *
   * @param stage what to wait for
   * @param <T> its result
   * @return the result
   * @throws CancelledError if the stage, or the task around the await, was cancelled
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
    throw Uncompiled.call("await");
  }

  /**
   * Waits for what may fail with a checked exception, so that javac accepts a {@code catch} of it.
   * See {@link #await(Awaitable)}.
   *
   * @param awaitable what to wait for
   * @param mayThrow the exception to declare; nothing depends on it at run time
   * @param <T> the result
   * @param <X> the exception
   * @return the result
   * @throws X if the awaited thing failed with it
   * @throws CancelledError if the awaited thing, or the task around the await, was cancelled
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Awaitable<? extends T> awaitable, Class<X> mayThrow) throws X {
    throw Uncompiled.call("await");
  }

  /**
   * Goes through the items of an asynchronous iterable: {@code for (T item : each(items)) {...}},
   * Python's {@code async for}. Fetching an item may suspend the coroutine around the loop. Leaving
   * the loop early does not close the iterator.
   *
   * <p>Legal only there, in an {@link Async} method or a lambda that is compiled like one.
   *
   * @param items what to go through; a {@link AsyncGenerator} for example
   * @param <T> the items
   * @return what the loop goes through
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T extends @Nullable Object> Iterable<T> each(AsyncIterable<? extends T> items) {
    throw Uncompiled.call("each");
  }

  /**
   * Emits a value: the consumer of the {@link AsyncGenerator} gets it, and the body is suspended
   * until the next one is wanted. Python's {@code yield}.
   *
   * <p>Legal only in an {@link Async} method that returns an {@code AsyncGenerator}.
   *
   * @param value what to emit
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static void emit(@Nullable Object value) {
    throw Uncompiled.call("emit");
  }

  /**
   * Emits a value, and returns what the consumer sends with {@link AsyncGenerator#asend}.
   *
   * @param value what to emit
   * @param sent the type of what is sent
   * @param <S> that type
   * @return what was sent; null if the consumer just wants the next item
   * @throws ClassCastException if what was sent is of another type
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <S> @Nullable S emit(@Nullable Object value, Class<S> sent) {
    throw Uncompiled.call("emit");
  }

  /**
   * Ends a generator: {@code return end();} is the last statement of a method that returns an
   * {@link AsyncGenerator}.
   *
   * @param <T> what it emits
   * @return nothing that anybody sees: the body ends
   * @throws IllegalStateException always, when it is called indeed: the class around it was not
   *     compiled
   */
  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
  public static <T extends @Nullable Object> AsyncGenerator<T> end() {
    throw Uncompiled.call("end");
  }

  /** {@return nothing: {@code return done();} ends a {@code Coroutine<Void>}} From any thread. */
  @SuppressWarnings("NullAway") // Void's only value.
  public static Coroutine<Void> done() {
    return new Done<>(null);
  }

  /**
   * Returns a value: {@code return done(value);} ends a coroutine. From any thread.
   *
   * @param value what the coroutine returns
   * @param <T> its type
   * @return a coroutine that is at its end
   */
  public static <T extends @Nullable Object> Coroutine<T> done(T value) {
    return new Done<>(value);
  }

  /**
   * Makes a coroutine of a lambda: a nested {@code async def}. The body begins when the coroutine
   * is awaited or made a task. From any thread.
   *
   * @param body the lambda; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here
   * @return the coroutine
   */
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> async(
      AsyncCallable<T, X> body) {
    return new AsyncBody<>(body);
  }

  /**
   * Enters a manager, runs a body, and exits the manager however the body ends, a cancellation
   * included: Python's {@code async with}.
   *
   * <p>The manager sees what the body failed with, and may end it there: the coroutine returns null
   * then. If exiting fails, that takes the place of the body's failure, which becomes one of its
   * {@linkplain Throwable#getSuppressed() suppressed} exceptions unless it is its cause. If
   * entering fails, neither the body runs nor the exit. From any thread; the coroutine runs on that
   * of its loop.
   *
   * @param manager what to enter and exit
   * @param body a lambda that takes what was entered; it may await, and ends in {@code return
   *     done(value)}
   * @param <A> what the body takes
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here, but can be
   *     caught around both
   * @return a coroutine with the body's outcome
   * @throws X never here: at the await
   */
  @SuppressWarnings("RedundantThrows") // Lets javac accept catch (X) around the await.
  public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception>
      Coroutine<T> asyncWith(
          AsyncContextManager<? extends A> manager, AsyncFunction<? super A, T, X> body) throws X {
    return new AsyncWith<>(manager, body);
  }

  /**
   * Makes a task of a coroutine and schedules it; it begins at the next turn of the loop. Mirrors
   * {@code asyncio.create_task}.
   *
   * @param coroutine what to run
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if no loop runs on this thread; the coroutine has not begun then
   */
  public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return EventLoop.running().createTask(coroutine);
  }

  /**
   * Makes a task with a name.
   *
   * @param coroutine what to run
   * @param name the task's name
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, String name) {
    return EventLoop.running().createTask(coroutine, name, null);
  }

  /**
   * Makes a task that runs in a given context, not in a copy of the current one.
   *
   * @param coroutine what to run
   * @param context what it runs in
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, Context context) {
    return EventLoop.running().createTask(coroutine, null, context);
  }

  /**
   * Makes a task with a name that runs in a given context.
   *
   * @param coroutine what to run
   * @param name the task's name; null for {@code Task-1} and so on
   * @param context what it runs in; null for a copy of the current one
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
    return EventLoop.running().createTask(coroutine, name, context);
  }

  /**
   * Makes a task and says when it takes its first step, whatever the loop's task factory would do.
   * Mirrors {@code asyncio.create_task(..., eager_start=...)}.
   *
   * @param coroutine what to run
   * @param eagerStart true for at once, before this method returns; false for the next turn of the
   *     loop
   * @param <T> what it returns
   * @return the task; done if it started eagerly and did not suspend
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, boolean eagerStart) {
    return EventLoop.running().createTask(coroutine, eagerStart);
  }

  /**
   * Makes a task with options: all keyword arguments of {@code asyncio.create_task}.
   *
   * @param coroutine what to run
   * @param options name, context, and whether to start eagerly
   * @param <T> what it returns
   * @return the task
   * @throws IllegalStateException if no loop runs on this thread; or if the task is to start
   *     eagerly in a context that is being run already
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, TaskOptions options) {
    return EventLoop.running().createTask(coroutine, options);
  }

  /**
   * {@return a factory, for {@link EventLoop#setTaskFactory}, whose tasks take their first step at
   * once, within {@code createTask}, unless that is told otherwise} A task that does not suspend
   * then is done when {@code createTask} returns, and costs no turn of the loop. From any thread.
   * Mirrors {@code asyncio.eager_task_factory}.
   */
  public static TaskFactory eagerTaskFactory() {
    return EagerTaskFactory.DEFAULT;
  }

  /**
   * Makes an eager factory of another one: see {@link #eagerTaskFactory()}. From any thread.
   * Mirrors {@code asyncio.create_eager_task_factory}.
   *
   * @param constructor makes the tasks, of options that say whether to start eagerly
   * @return the factory
   */
  public static TaskFactory createEagerTaskFactory(TaskFactory constructor) {
    return new EagerTaskFactory(constructor);
  }

  /**
   * Returns the future of an awaitable: a future itself, a new task for a coroutine. Mirrors {@code
   * asyncio.ensure_future}.
   *
   * @param awaitable a coroutine or future
   * @param <T> its result
   * @return the future
   * @throws IllegalStateException if {@code awaitable} is a coroutine and no loop runs on this
   *     thread
   */
  public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
    return awaitable instanceof Future<T> future
        ? future
        : EventLoop.running().ensureFuture(awaitable);
  }

  /**
   * Returns the future of an awaitable on a given loop: a future itself, a new task for a
   * coroutine. From the thread of the loop.
   *
   * @param awaitable a coroutine or future
   * @param loop what runs it; running or not
   * @param <T> its result
   * @return the future
   * @throws IllegalArgumentException if {@code awaitable} is a future of another loop
   * @throws IllegalStateException if {@code awaitable} is a coroutine and the loop is closed; the
   *     coroutine is closed too then
   */
  public static <T extends @Nullable Object> Future<T> ensureFuture(
      Awaitable<T> awaitable, EventLoop loop) {
    return loop.ensureFuture(awaitable);
  }

  /**
   * Returns a future with the outcome of a completion stage; see {@link #wrapFuture}.
   *
   * @param stage the stage
   * @param <T> its result
   * @return the future
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Future<T> ensureFuture(CompletionStage<T> stage) {
    return wrapFuture(stage);
  }

  /**
   * {@return the task that runs; null within a plain callback} Mirrors {@code
   * asyncio.current_task}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static @Nullable Task<?> currentTask() {
    return EventLoop.running().currentTask();
  }

  /**
   * {@return the task that a loop runs; null if it runs none} From the thread of the loop.
   *
   * @param loop the loop, running or not
   */
  public static @Nullable Task<?> currentTask(EventLoop loop) {
    return loop.currentTask();
  }

  /**
   * {@return the unfinished tasks of the running loop, oldest first} Mirrors {@code
   * asyncio.all_tasks}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static Set<Task<?>> allTasks() {
    return EventLoop.running().tasks.copy();
  }

  /**
   * {@return the unfinished tasks of a loop, oldest first} From the thread of the loop; while it
   * does not run, from that of whoever holds it.
   *
   * @param loop the loop
   */
  public static Set<Task<?>> allTasks(EventLoop loop) {
    return loop.tasks.copy();
  }

  /**
   * Suspends for a time; zero or less is one turn of the loop. Mirrors {@code asyncio.sleep}.
   *
   * @param delay how long
   * @return a coroutine to await
   */
  @SuppressWarnings("NullAway") // Void's only value.
  public static Coroutine<Void> sleep(Duration delay) {
    return new Sleep(Durations.nanos(delay));
  }

  /**
   * Suspends for a time, and returns a value then.
   *
   * @param delay how long; zero or less is one turn of the loop
   * @param result what to return
   * @param <T> its type
   * @return a coroutine to await
   */
  public static <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    return new SleepWithResult<>(delay, result);
  }

  /**
   * {@return a coroutine that suspends for one turn of the loop, which lets everybody else run}
   * Mirrors {@code asyncio.sleep(0)}.
   */
  @SuppressWarnings("NullAway") // Void's only value.
  public static Coroutine<Void> yieldNow() {
    return new Sleep(0);
  }

  /**
   * Runs several awaitables at once. Coroutines become tasks right away, in the order of the
   * arguments. The first failure is that of the whole; the others run on. Cancelling the whole
   * cancels all. Mirrors {@code asyncio.gather}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice runs once
   * @param <T> their results
   * @return the future of the results, in the order of the arguments
   * @throws IllegalStateException if no loop runs on this thread and there is no future among the
   *     first arguments to tell one
   * @throws IllegalArgumentException if two futures belong to different loops
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Awaitable<? extends T>... awaitables) {
    return Gather.of(Arrays.asList(awaitables), false);
  }

  /**
   * Runs several awaitables at once; see {@link #gather(Awaitable...)}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice runs once
   * @param <T> their results
   * @return the future of the results, in the order of the collection
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if two futures belong to different loops
   */
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gather.of(awaitables, false);
  }

  /**
   * Runs several awaitables at once and waits for all of them, whether they fail or not. Cancelling
   * the whole cancels all, and fails it. Mirrors {@code asyncio.gather(...,
   * return_exceptions=True)}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice runs once
   * @param <T> their results
   * @return the future of what became of them, in the order of the arguments
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if two futures belong to different loops
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
      Awaitable<? extends T>... awaitables) {
    return Gather.of(Arrays.asList(awaitables), true);
  }

  /**
   * Runs several awaitables at once and waits for all of them; see {@link
   * #gatherOutcomes(Awaitable...)}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice runs once
   * @param <T> their results
   * @return the future of what became of them, in the order of the collection
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if two futures belong to different loops
   */
  public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gather.of(awaitables, true);
  }

  /**
   * Waits until all futures are done; see {@link #wait(Collection, Duration, ReturnWhen)}.
   *
   * @param futures futures or tasks, at least one
   * @param <F> their type
   * @return a coroutine to await
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> wait(
      Collection<? extends F> futures) {
    return wait(futures, null, ReturnWhen.ALL_COMPLETED);
  }

  /**
   * Waits until all futures are done, or a time is over; see {@link #wait(Collection, Duration,
   * ReturnWhen)}.
   *
   * @param futures futures or tasks, at least one
   * @param timeout how long to wait at most; null for ever
   * @param <F> their type
   * @return a coroutine to await
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> wait(
      Collection<? extends F> futures, @Nullable Duration timeout) {
    return wait(futures, timeout, ReturnWhen.ALL_COMPLETED);
  }

  /**
   * Waits for some futures; see {@link #wait(Collection, Duration, ReturnWhen)}.
   *
   * @param futures futures or tasks, at least one
   * @param returnWhen what to wait for
   * @param <F> their type
   * @return a coroutine to await
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> wait(
      Collection<? extends F> futures, ReturnWhen returnWhen) {
    return wait(futures, null, returnWhen);
  }

  /**
   * Waits for some futures, or until a time is over. It neither cancels any nor throws what they
   * failed with. Awaiting the returned coroutine throws {@link IllegalArgumentException} if {@code
   * futures} is empty. Mirrors {@code asyncio.wait}; cannot be imported statically, because every
   * class has {@link Object#wait()}.
   *
   * @param futures futures or tasks, at least one
   * @param timeout how long to wait at most; null for ever
   * @param returnWhen what to wait for
   * @param <F> their type
   * @return a coroutine to await
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> wait(
      Collection<? extends F> futures, @Nullable Duration timeout, ReturnWhen returnWhen) {
    return new Wait<>(futures, timeout, returnWhen);
  }

  /**
   * Runs blocking code on another thread, in a copy of the current context, once the coroutine is
   * awaited: on a virtual thread where the JDK has them, else on one of a pool, unless {@link
   * EventLoop#setDefaultExecutor} says otherwise. The loop goes on meanwhile.
   *
   * <p>If the await is cancelled while the code runs, it runs on, and its outcome is dropped; code
   * that the executor has not begun by then never runs. {@link #run} waits for such threads at its
   * end. Mirrors {@code asyncio.to_thread}.
   *
   * @param blocking the code
   * @param <T> what it returns
   * @return a coroutine to await; it fails with what the code throws
   */
  public static <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> blocking) {
    return new ToThread<>(blocking);
  }

  /**
   * Runs blocking code without a result on another thread; see {@link #toThread(Callable)}.
   *
   * @param blocking the code
   * @return a coroutine to await; it fails with what the code throws
   */
  @SuppressWarnings("NullAway") // Void's only value.
  public static Coroutine<Void> toThread(ThrowingRunnable blocking) {
    return new ToThread<>(
        () -> {
          blocking.run();
          return null;
        });
  }

  /**
   * Runs several awaitables at once, and gives their futures in the order in which they are done.
   * Mirrors {@code asyncio.as_completed}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice is given back once
   * @param <T> their results
   * @return what to go through, with {@code each} or by {@link AsCompleted#coroutines}
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if a future belongs to another loop
   */
  public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return asCompleted(awaitables, null);
  }

  /**
   * Runs several awaitables at once, and gives their futures in the order in which they are done,
   * until a time is over: then the iteration throws {@link AsyncTimeoutException}. What is not done
   * by then runs on. Mirrors {@code asyncio.as_completed(..., timeout=...)}.
   *
   * @param awaitables coroutines, futures, tasks; one given twice is given back once
   * @param timeout how long to wait at most, for all together; null for ever
   * @param <T> their results
   * @return what to go through, with {@code each} or by {@link AsCompleted#coroutines}
   * @throws IllegalStateException if no loop runs on this thread
   * @throws IllegalArgumentException if a future belongs to another loop
   */
  public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
    return new AsCompleted<>(EventLoop.running(), awaitables, timeout);
  }

  /**
   * Runs a body with a new {@link TaskGroup}, and waits for the tasks that it makes: {@code
   * asyncWith(new TaskGroup(), body)}.
   *
   * @param body the lambda; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body, which is thrown in an {@link ExceptionGroup} at the
   *     await, not here
   * @return a coroutine to await in a task. That throws an {@code ExceptionGroup} if the body or
   *     one of the tasks failed; it returns null if {@link TaskGroup#cancel} cut the body short
   * @throws X never here
   */
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> taskGroup(
      AsyncFunction<? super TaskGroup, T, X> body) throws X {
    return asyncWith(new TaskGroup(), body);
  }

  /**
   * Keeps an awaitable from being cancelled together with whoever awaits it: cancelling the
   * returned future, or a task that awaits it, leaves the awaitable alone. If that is cancelled
   * itself, so is the returned future. What it fails with after the returned future was cancelled
   * is reported to the loop's exception handler: "... exception in shielded future". Mirrors {@code
   * asyncio.shield}.
   *
   * @param awaitable what to protect; a coroutine becomes a task, which begins at the next turn
   * @param <T> its result
   * @return a future with its outcome; the awaitable itself if it is a future that is done
   * @throws IllegalStateException if {@code awaitable} is a coroutine and no loop runs on this
   *     thread
   */
  @SuppressWarnings("unchecked") // A future is only read as one of a wider result.
  public static <T extends @Nullable Object> Future<T> shield(Awaitable<? extends T> awaitable) {
    return Shield.of(ensureFuture((Awaitable<T>) awaitable));
  }

  /**
   * Keeps a completion stage from being cancelled together with whoever awaits it; see {@link
   * #shield(Awaitable)}.
   *
   * @param stage what to protect
   * @param <T> its result
   * @return a future with its outcome
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Future<T> shield(CompletionStage<? extends T> stage) {
    return Shield.of(StageBridge.<T>toFuture(stage, EventLoop.running()));
  }

  /**
   * Awaits something for a limited time. When that is over, what is awaited is cancelled, and once
   * it has ended the returned coroutine throws {@link AsyncTimeoutException}, whose cause is the
   * cancellation. If it ends otherwise, by returning a value for example, that is the outcome. A
   * coroutine runs in the task that awaits, not in one of its own. Awaiting the returned coroutine
   * throws {@link IllegalStateException} outside of a task. Mirrors {@code asyncio.wait_for} as it
   * is since 3.12.
   *
   * @param awaitable what to await
   * @param timeout how long at most; null for as long as it takes; zero or less to have the outcome
   *     only if it is there, a coroutine being cancelled before it begins
   * @param <T> its result
   * @return a coroutine with its outcome
   */
  public static <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<? extends T> awaitable, @Nullable Duration timeout) {
    return WaitFor.of(awaitable, timeout);
  }

  /**
   * Awaits a completion stage for a limited time; see {@link #waitFor(Awaitable, Duration)}.
   *
   * @param stage what to await; it is cancelled when the time is over
   * @param timeout how long at most; null for as long as it takes
   * @param <T> its result
   * @return a coroutine with its outcome
   */
  public static <T extends @Nullable Object> Coroutine<T> waitFor(
      CompletionStage<? extends T> stage, @Nullable Duration timeout) {
    return WaitFor.of(stage, timeout);
  }

  /**
   * Makes a time limit that begins now, for {@link #asyncWith}; a body that needs no other manager
   * is given to {@link #timeout(Duration, AsyncCallable)}. Mirrors {@code asyncio.timeout}.
   *
   * @param delay how long from now; null for no limit; zero or less lets the body run to its first
   *     suspension
   * @return the limit, to be entered once
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static Timeout timeout(@Nullable Duration delay) {
    return new Timeout(new Deadline(Timeout.NAME, Deadline.after(EventLoop.running(), delay)));
  }

  /**
   * Makes a time limit that ends at a given time, for {@link #asyncWith}. From any thread. Mirrors
   * {@code asyncio.timeout_at}.
   *
   * @param when the time on the clock of {@link EventLoop#time()}; null for no limit; a time that
   *     is over lets the body run to its first suspension
   * @return the limit, to be entered once
   */
  public static Timeout timeoutAt(@Nullable Duration when) {
    return new Timeout(when);
  }

  /**
   * Runs a body within a time limit: {@code async with asyncio.timeout(delay)}. When the time is
   * over the task is cancelled where it is suspended, and the {@link CancelledError} that leaves
   * the body becomes an {@link AsyncTimeoutException}, whose cause it is, unless somebody else has
   * asked for a cancellation too. Awaiting the returned coroutine throws {@link
   * IllegalStateException} outside of a task.
   *
   * @param delay how long from the moment when the coroutine begins; null for no limit; zero or
   *     less lets the body run to its first suspension
   * @param body a lambda; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here, but can be
   *     caught around both
   * @return a coroutine with the body's outcome
   * @throws X never here: at the await
   */
  @SuppressWarnings("RedundantThrows") // Lets javac accept catch (X) around the await.
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> timeout(
      @Nullable Duration delay, AsyncCallable<T, X> body) throws X {
    return TimeoutBody.of(delay, body);
  }

  /**
   * Runs a body within a time limit that the body can change; see {@link #timeout(Duration,
   * AsyncCallable)}.
   *
   * @param delay how long from the moment when the coroutine begins; null for no limit
   * @param body a lambda that takes the limit; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here, but can be
   *     caught around both
   * @return a coroutine with the body's outcome
   * @throws X never here: at the await
   */
  @SuppressWarnings("RedundantThrows") // Lets javac accept catch (X) around the await.
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> timeout(
      @Nullable Duration delay, AsyncFunction<? super Timeout, T, X> body) throws X {
    return new TimeoutBody<>(delay, body);
  }

  /**
   * Runs a body for a limited time, and goes on without an exception when that is over: the task is
   * cancelled where it is suspended, and the {@link CancelledError} that leaves the body ends
   * there. A cancellation that somebody else has asked for passes through. Awaiting the returned
   * coroutine throws {@link IllegalStateException} outside of a task. Beyond asyncio: {@code
   * move_on_after} of Trio and AnyIO, whose {@code fail_after} is {@link #timeout(Duration,
   * AsyncCallable)}.
   *
   * @param delay how long from the moment when the coroutine begins; null for no limit; zero or
   *     less lets the body run to its first suspension
   * @param body a lambda; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here, but can be
   *     caught around both
   * @return a coroutine with the body's outcome; it returns null where the body was cut short
   * @throws X never here: at the await
   */
  @SuppressWarnings("RedundantThrows") // Lets javac accept catch (X) around the await.
  public static <T extends @Nullable Object, X extends Exception>
      Coroutine<@Nullable T> moveOnAfter(@Nullable Duration delay, AsyncCallable<T, X> body)
          throws X {
    return ScopeBody.of(delay, body);
  }

  /**
   * Runs a body for a limited time, or until somebody cancels its scope; see {@link
   * #moveOnAfter(Duration, AsyncCallable)}.
   *
   * @param delay how long from the moment when the coroutine begins; null for no limit
   * @param body a lambda that takes the scope; it may await, and ends in {@code return done(value)}
   * @param <T> what it returns
   * @param <X> a checked exception of the body; it is thrown at the await, not here, but can be
   *     caught around both
   * @return a coroutine with the body's outcome; it returns null where the body was cut short
   * @throws X never here: at the await
   */
  @SuppressWarnings("RedundantThrows") // Lets javac accept catch (X) around the await.
  public static <T extends @Nullable Object, X extends Exception>
      Coroutine<@Nullable T> moveOnAfter(
          @Nullable Duration delay, AsyncFunction<? super CancelScope, T, X> body) throws X {
    return new ScopeBody<>(delay, body);
  }

  /**
   * Returns a future with the outcome of a completion stage. Cancelling the future cancels the
   * stage, which then decides itself what that means. Mirrors {@code asyncio.wrap_future}.
   *
   * @param stage the stage; may be completed by any thread
   * @param <T> its result
   * @return the future, on the running loop
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Future<T> wrapFuture(CompletionStage<T> stage) {
    return StageBridge.toFuture(stage, EventLoop.running());
  }

  /**
   * Has a coroutine run by a loop of another thread. From any thread but the loop's. Mirrors {@code
   * asyncio.run_coroutine_threadsafe}.
   *
   * @param coroutine what to run
   * @param loop what runs it
   * @param <T> what it returns
   * @return its outcome; cancelling it cancels the task. It fails with an {@link
   *     IllegalStateException}, "Event loop is closed", if the loop is closed before it has made
   *     the task. Not to be waited for on the loop's own thread
   * @throws IllegalStateException if the loop is closed
   */
  public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
      Coroutine<T> coroutine, EventLoop loop) {
    ThreadsafeStart<T> start = new ThreadsafeStart<>(coroutine, loop);
    loop.callSoonThreadsafe(start);
    return start.outcome();
  }

  /**
   * {@return whether something is a coroutine, a call of an {@link Async} method for example} From
   * any thread. Mirrors {@code asyncio.iscoroutine}.
   *
   * @param object anything
   */
  public static boolean iscoroutine(@Nullable Object object) {
    return object instanceof Coroutine;
  }

  /**
   * {@return whether something is a future or task} From any thread. Mirrors {@code
   * asyncio.isfuture}.
   *
   * @param object anything
   */
  public static boolean isfuture(@Nullable Object object) {
    return object instanceof Future;
  }

  /**
   * {@return where the current task stands, and which tasks await it, and which await those; null
   * within a plain callback} Mirrors {@code asyncio.capture_call_graph}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static @Nullable FutureCallGraph captureCallGraph() {
    return CallGraphs.capture(null);
  }

  /**
   * Finds out where a task stands, and which tasks await it, and which await those. A task that is
   * met a second time is shown without those that await it, and a chain is followed for 200 tasks.
   * From the thread of the future's loop.
   *
   * @param future a future or task
   * @return the graph
   */
  public static FutureCallGraph captureCallGraph(Future<?> future) {
    return Objects.requireNonNull(CallGraphs.capture(Objects.requireNonNull(future, "future")));
  }

  /**
   * {@return {@link #captureCallGraph()} as lines of text; empty within a plain callback} Mirrors
   * {@code asyncio.format_call_graph}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static String formatCallGraph() {
    return CallGraphs.format(captureCallGraph());
  }

  /**
   * {@return {@link #captureCallGraph(Future)} as lines of text}
   *
   * @param future a future or task
   */
  public static String formatCallGraph(Future<?> future) {
    return CallGraphs.format(captureCallGraph(future));
  }

  /**
   * Prints {@link #formatCallGraph()} to {@link System#out}. Mirrors {@code
   * asyncio.print_call_graph}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static void printCallGraph() {
    FutureCallGraph graph = captureCallGraph();
    if (graph != null) {
      System.out.println(CallGraphs.format(graph));
    }
  }

  /**
   * Prints {@link #formatCallGraph(Future)}.
   *
   * @param future a future or task
   * @param out what to print to
   */
  public static void printCallGraph(Future<?> future, PrintStream out) {
    out.println(formatCallGraph(future));
  }

  /**
   * {@return a copy of the current context} From any thread. Mirrors {@code
   * contextvars.copy_context}.
   */
  public static Context copyContext() {
    EventLoop loop = EventLoop.runningOrNull();
    return new Context(loop == null ? Context.valuesOf(Context.current()) : loop.snapshotContext());
  }
}
