package org.asyncio4j;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns an event loop: makes it when first needed, runs coroutines on it one after the other in one
 * shared context, cancels what is left and closes the loop at the end. {@link Asyncio#run} is a
 * runner for one coroutine.
 *
 * <pre>{@code
 * try (Runner runner = new Runner()) {
 *   runner.run(first());
 *   runner.run(second());
 * }
 * }</pre>
 *
 * <p>On the main thread {@link #run} handles Ctrl-C (SIGINT), unless the program does so itself:
 * the first cancels the coroutine, which may clean up, and {@code run} throws {@link
 * KeyboardInterrupt} instead of the {@link CancelledError} then; a second one stops the loop with
 * it, at once; a third ends the JVM, should the loop's thread be stuck. Other signals end the JVM
 * as ever, without any clean-up of coroutines. Nothing of this where the JVM has no module {@code
 * jdk.unsupported}.
 *
 * <p>Confined to one thread. If that is interrupted while the loop sleeps, the coroutine that
 * {@link #run} runs is cancelled, and the thread's interrupt status is set again once it has ended.
 * Mirrors {@code asyncio.Runner}.
 */
public final class Runner implements AutoCloseable {
  /** asyncio's {@code THREAD_JOIN_TIMEOUT}. */
  private static final Duration THREAD_JOIN_TIMEOUT = Duration.ofMinutes(5);

  /** Null for {@link EventLoop#create()}. */
  private final @Nullable Supplier<? extends EventLoop> loopFactory;

  private final @Nullable Boolean debug;

  // Null until first needed, loop null again once closed.
  private @Nullable EventLoop loop;
  private @Nullable Context context;

  private boolean closed;

  /** Makes a runner with a loop of {@link EventLoop#create()}. */
  public Runner() {
    this(null, null);
  }

  private Runner(@Nullable Supplier<? extends EventLoop> loopFactory, @Nullable Boolean debug) {
    this.loopFactory = loopFactory;
    this.debug = debug;
  }

  /** {@return a builder, for a runner whose loop is not the default} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs a coroutine to its end; other tasks of the loop run meanwhile.
   *
   * @param main what to run; a future is awaited
   * @param <T> the result
   * @return the result
   * @throws CancelledError if {@code main} was cancelled
   * @throws IllegalStateException if the runner is closed, or an event loop runs on this thread;
   *     {@code main} has not begun then
   */
  public <T extends @Nullable Object> T run(Awaitable<? extends T> main) {
    return run(main, null);
  }

  /**
   * Runs a coroutine to its end in a given context.
   *
   * @param main what to run; a future is awaited
   * @param context what it runs in; null for the runner's own
   * @param <T> the result
   * @return the result
   * @throws CancelledError if {@code main} was cancelled
   * @throws KeyboardInterrupt if it was cancelled by Ctrl-C
   * @throws IllegalStateException if the runner is closed, or an event loop runs on this thread;
   *     {@code main} has not begun then
   */
  public <T extends @Nullable Object> T run(
      Awaitable<? extends T> main, @Nullable Context context) {
    if (EventLoop.runningOrNull() != null) {
      throw new IllegalStateException("Runner.run() cannot be called from a running event loop");
    }
    EventLoop running = getLoop();
    Task<? extends T> task =
        running.createTask(asCoroutine(main), null, context == null ? this.context : context);
    CtrlC ctrlC = CtrlC.during(task, running);
    T result;
    try {
      result = running.runUntilComplete(task);
    } catch (CancelledError e) {
      if (ctrlC.isCause()) {
        throw CtrlC.interrupt();
      }
      throw e;
    } finally {
      ctrlC.uninstall();
    }
    if (ctrlC.isPending()) {
      throw CtrlC.interrupt();
    }
    return result;
  }

  /**
   * Waits for a completion stage while the loop runs.
   *
   * @param main the stage
   * @param <T> its result
   * @return the result
   * @throws CancelledError if the stage was cancelled
   * @throws IllegalStateException if the runner is closed, or an event loop runs on this thread
   */
  public <T extends @Nullable Object> T run(CompletionStage<? extends T> main) {
    return run(new AwaitOther<T>(main), null);
  }

  @SuppressWarnings("unchecked") // The awaitable's result is the coroutine's.
  private static <T extends @Nullable Object> Coroutine<T> asCoroutine(
      Awaitable<? extends T> awaitable) {
    return awaitable instanceof Coroutine<?> coroutine
        ? (Coroutine<T>) coroutine
        : new AwaitOther<>(awaitable);
  }

  /**
   * {@return the loop, which is made now if need be}
   *
   * @throws IllegalStateException if the runner is closed
   */
  public EventLoop getLoop() {
    if (closed) {
      throw new IllegalStateException("Runner is closed");
    }
    EventLoop current = loop;
    if (current == null) {
      current = loopFactory == null ? EventLoop.create() : loopFactory.get();
      if (debug != null) {
        current.setDebug(debug);
      }
      loop = current;
      context = Context.currentMutable().copy();
    }
    return current;
  }

  /**
   * Cancels the loop's remaining tasks, waits for them, reports those that failed to the exception
   * handler, closes the asynchronous generators that are left, waits up to five minutes for the
   * threads of the default executor, and closes the loop. Does nothing if no loop was made, or
   * after the first call.
   */
  @Override
  public void close() {
    EventLoop current = loop;
    if (current == null) {
      return;
    }
    // What has interrupted main is not to interrupt the clean-up as well.
    boolean interrupted = Thread.interrupted();
    try {
      cancelAllTasks(current);
      current.runUntilComplete(current.shutdownAsyncgens());
      current.runUntilComplete(current.shutdownDefaultExecutor(THREAD_JOIN_TIMEOUT));
    } finally {
      current.close();
      loop = null;
      closed = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void cancelAllTasks(EventLoop loop) {
    Set<Task<?>> tasks = loop.tasks.copy();
    if (tasks.isEmpty()) {
      return;
    }
    for (Task<?> task : tasks) {
      task.cancelFor(CancelOrigin.of(loop, null, "Runner"));
    }
    loop.runUntilComplete(Gather.of(tasks, true));
    for (Task<?> task : tasks) {
      if (task.state == Future.FAILED) {
        loop.callExceptionHandler(
            new ExceptionContext(
                "unhandled exception during asyncio.run() shutdown",
                task.takeFailure(),
                task,
                null));
      }
    }
  }

  /** Says what the loop of a {@link Runner} is. */
  public static final class Builder {
    private @Nullable Boolean debug;
    private @Nullable LoopClock clock;
    private @Nullable Supplier<? extends EventLoop> loopFactory;

    private Builder() {}

    /**
     * Turns the loop's debug mode on or off: {@link EventLoop#setDebug}.
     *
     * @param debug whether to be in debug mode
     * @return this builder
     */
    public Builder debug(boolean debug) {
      this.debug = debug;
      return this;
    }

    /**
     * Sets the clock of the loop.
     *
     * @param clock the clock, {@link VirtualClock} for example
     * @return this builder
     */
    public Builder clock(LoopClock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Sets what makes the loop.
     *
     * @param loopFactory called once, when the loop is first needed
     * @return this builder
     */
    public Builder loopFactory(Supplier<? extends EventLoop> loopFactory) {
      this.loopFactory = loopFactory;
      return this;
    }

    /**
     * Makes the runner.
     *
     * @return a runner whose loop is made when first needed
     * @throws IllegalStateException if both a clock and a loop factory were set
     */
    public Runner build() {
      LoopClock ownClock = clock;
      if (ownClock == null) {
        return new Runner(loopFactory, debug);
      }
      if (loopFactory != null) {
        throw new IllegalStateException(
            "clock and loopFactory exclude each other: give the clock to the loop that the factory makes");
      }
      return new Runner(() -> EventLoop.create(ownClock), debug);
    }
  }
}
