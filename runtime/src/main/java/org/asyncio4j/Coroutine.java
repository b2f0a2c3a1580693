package org.asyncio4j;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call of an {@link Async} method: a computation that has not begun, runs when it is awaited or
 * made a {@link Task}, and can be run only once.
 *
 * <p>A coroutine belongs to whoever awaits it and is confined to that thread. Mirrors Python's
 * coroutine objects; {@link #send}, {@link #raise} (Python's {@code throw}) and {@link #close}
 * drive one by hand.
 *
 * <p>A subclass is what the compiler writes for an {@code @Async} method, and what one writes by
 * hand for a custom awaitable ({@code __await__}): a state machine over {@link #resume}.
 *
 * @param <T> what it returns
 */
public abstract non-sealed class Coroutine<T extends @Nullable Object> implements Awaitable<T> {

  /** What {@link #resume} returns when the coroutine has suspended. */
  protected static final Object SUSPENDED = new Signal("SUSPENDED");

  /** What {@link #resume} returns right after {@link #tail}: another awaitable takes over. */
  protected static final Object TAIL = new Signal("TAIL");

  /** What the {@link #resume} of a generator's frame returns right after {@link #emit}. */
  protected static final Object EMITTED = new Signal("EMITTED");

  // Statuses, named as Python's inspect module names them, and what leads from one to the next:
  //
  //   from            to               by
  //   CORO_CREATED    CORO_RECORDED    the constructor, on a loop in debug mode
  //   CORO_RECORDED   CORO_CREATED     whatever is about to begin or close it
  //   CORO_CREATED    CORO_RUNNING     the first resume
  //   CORO_CREATED    CORO_CLOSED      close() or skip(), or a failure before the first resume
  //   CORO_CREATED    CORO_SUSPENDED   startWaiting()
  //   CORO_CREATED    CORO_DEFERRED    an await, too deep to call it
  //   CORO_DEFERRED   CORO_RUNNING     the driver, at once
  //   CORO_RUNNING    CORO_SUSPENDED   resume returned SUSPENDED
  //   CORO_RUNNING    CORO_CLOSED      resume returned a result, or TAIL, or threw
  //   CORO_RUNNING    CORO_FORWARDING  resume returned TAIL at the root of a chain
  //   CORO_SUSPENDED  CORO_RUNNING     a resume
  //   CORO_FORWARDING CORO_CLOSED      what took over has ended
  //   CORO_CLOSED     CORO_SUSPENDED   a generator's frame had emitted: GeneratorState
  static final byte CORO_CREATED = 0;
  static final byte CORO_RUNNING = 1;
  static final byte CORO_SUSPENDED = 2;
  static final byte CORO_CLOSED = 3;

  /**
   * Has returned, but stands for what took over: whoever drives a chain knows it by its root. Never
   * resumed again.
   */
  static final byte CORO_FORWARDING = 4;

  /** Has not begun, and will be reported if it never does: {@link UnawaitedCoroutines}. */
  static final byte CORO_RECORDED = 5;

  /**
   * Awaited, and the next to be resumed. That a coroutine is awaited shows in its status, not in
   * {@link #awaiter} alone: a look at a field that an allocation has just cleared waits for that on
   * some processors.
   */
  static final byte CORO_DEFERRED = 6;

  // All fields are confined to the thread that drives the coroutine. With the resume point of
  // CompiledCoroutine, status and depth share the four bytes that alignment leaves them.

  byte status;

  /** How many direct calls lie between the driver and this coroutine. */
  byte depth;

  /** Who awaits this coroutine; set while that is suspended or has called this one. */
  @Nullable Coroutine<?> awaiter;

  /**
   * While suspended or forwarding: the {@link Coroutine} or {@link Future} that is awaited, null
   * for a bare yield, or a {@link BadYield}. For a moment after {@link #tail} and {@link #emit}:
   * their argument. While recorded: its {@link UnawaitedCoroutine}.
   */
  @Nullable Object awaitee;

  /** Makes a coroutine that has not begun. */
  protected Coroutine() {
    if (UnawaitedCoroutines.wanted) {
      UnawaitedCoroutines.record(this);
    }
  }

  /**
   * Runs to the next suspension or to the end. Called by the runtime only, on the loop's thread.
   *
   * @param value what the awaited thing returned; null at the first call and after a bare yield
   * @param failure what the awaited thing failed with, to be thrown at the await; null if it did
   *     not
   * @return {@link #SUSPENDED} right after {@link #await(Awaitable)} returned it, else the result
   * @throws Throwable what the coroutine fails with
   */
  protected abstract @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable;

  /**
   * Begins the coroutine on behalf of another one that awaits it, on the thread of both. Called by
   * {@link #await(Awaitable)}, and by compiled code directly, since the JIT knows what one place of
   * a program awaits but not what all of them do; programs write {@link Asyncio#await}. A coroutine
   * that seldom suspends may override this, to return at once what it can after {@link #skip}.
   *
   * @param awaiter the other one, whose {@link #resume} is running
   * @return the result, or {@link #SUSPENDED}, the two then being linked
   * @throws IllegalStateException if this coroutine was awaited before
   * @throws Throwable what the coroutine failed with
   */
  public @Nullable Object startFor(Coroutine<?> awaiter) throws Throwable {
    checkNew();
    // Linked before the call, while it is so new that no collector needs a barrier.
    this.awaiter = awaiter;
    return Driver.start(this, awaiter);
  }

  /**
   * Ends the coroutine before its first {@link #resume}, as {@link #startFor} does that can do
   * without.
   *
   * @throws IllegalStateException if it was awaited before
   */
  protected final void skip() {
    checkNew();
    status = CORO_CLOSED;
  }

  /**
   * Suspends the coroutine before its first {@link #resume}, as {@link #startFor} does that begins
   * with a wait.
   *
   * @param awaiter what {@link #startFor} was given
   * @param pending what to wait for; not done yet, and of the running loop
   * @return what {@link #startFor} must return at once: {@link #SUSPENDED}
   */
  protected final Object startWaiting(Coroutine<?> awaiter, Future<?> pending) {
    checkNew();
    status = CORO_SUSPENDED;
    this.awaiter = awaiter;
    awaitee = pending;
    awaiter.awaitee = this;
    return SUSPENDED;
  }

  /**
   * {@return where in its source the coroutine is suspended, for stack traces; null if there is
   * nothing to show}
   */
  protected @Nullable StackTraceElement frame() {
    return null;
  }

  /** {@return whether this is the frame of a generator, which alone may {@link #emit}} */
  protected boolean isGeneratorFrame() {
    return false;
  }

  /**
   * {@return the name in {@link #toString()}, as Python's {@code __qualname__}: {@code Hello.main}}
   */
  protected String qualifiedName() {
    String name = getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  /**
   * Awaits a coroutine or future from within {@link #resume}. If that has to suspend, {@code
   * resume} must return {@link #SUSPENDED} at once and is called again with the outcome. The
   * failure of a future comes by such a call even if the future is done.
   *
   * @param awaitable what to await
   * @return the value, or {@link #SUSPENDED}
   * @throws NullPointerException if {@code awaitable} is null
   * @throws IllegalStateException if {@code awaitable} is a coroutine that was awaited before
   * @throws Throwable what the awaited coroutine failed with
   */
  protected final @Nullable Object await(@Nullable Awaitable<?> awaitable) throws Throwable {
    if (awaitable instanceof Coroutine<?> child) {
      return child.startFor(this);
    }
    if (awaitable instanceof Future<?> future) {
      if (future.isDone()) {
        if (future.state == Future.FINISHED) {
          return future.payload;
        }
        return Driver.defer(new FailedAwait(future), this);
      }
      return suspendWith(future);
    }
    throw awaitedNull();
  }

  final Object suspendWith(Future<?> pending) {
    awaitee = pending;
    return SUSPENDED;
  }

  /** Suspends for a turn of the loop. A look costs less than a collector's barrier. */
  final Object suspendBare() {
    if (awaitee != Sleep.BARE) {
      awaitee = Sleep.BARE;
    }
    return SUSPENDED;
  }

  /**
   * Awaits a completion stage from within {@link #resume}; see {@link #await(Awaitable)}. A
   * cancellation of the await cancels the stage.
   *
   * @param stage what to await
   * @return the value, or {@link #SUSPENDED}
   * @throws NullPointerException if {@code stage} is null
   * @throws IllegalStateException if the thread runs no event loop and the stage is not complete
   * @throws Throwable what the stage failed with, without the {@link
   *     java.util.concurrent.CompletionException} around it
   */
  protected final @Nullable Object await(@Nullable CompletionStage<?> stage) throws Throwable {
    if (stage == null) {
      throw awaitedNull();
    }
    CompletableFuture<?> done = StageBridge.done(stage);
    if (done != null) {
      return StageBridge.outcome(done);
    }
    return await(StageBridge.toFuture(stage, EventLoop.running()));
  }

  /**
   * Returns from {@link #resume} with the outcome of another coroutine that is still to run: a tail
   * call. This coroutine has ended then, and keeps neither stack nor, as a rule, memory.
   *
   * @param other what to run; null for a coroutine that returns null
   * @return what {@code resume} must return at once: {@link #TAIL}, or null for null
   */
  protected final @Nullable Object tail(@Nullable Coroutine<?> other) {
    if (other == null) {
      return null;
    }
    awaitee = other;
    return TAIL;
  }

  /**
   * Has whoever awaits this coroutine await a future in its place; the root of a chain stays, and
   * is resumed with the outcome.
   */
  final Object tail(Future<?> pending) {
    awaitee = pending;
    return TAIL;
  }

  /**
   * Emits a value from within the {@link #resume} of a generator's frame, which is called again
   * with what was sent, or with a failure to throw. In any other coroutine nobody wants the value:
   * its task throws {@link IllegalStateException} at it, "Task got bad yield".
   *
   * @param value what to emit
   * @return what {@code resume} must return at once: {@link #EMITTED}, or {@link #SUSPENDED} if
   *     this is no generator's frame
   */
  protected final Object emit(@Nullable Object value) {
    if (!isGeneratorFrame()) {
      awaitee = new BadYield(value);
      return SUSPENDED;
    }
    awaitee = value;
    return EMITTED;
  }

  /**
   * Makes a generator of a coroutine that emits.
   *
   * @param frame a coroutine that has not begun
   * @return the generator
   */
  protected static AsyncGenerator<?> generator(Coroutine<?> frame) {
    // A generator that nobody goes through is no mistake.
    UnawaitedCoroutines.forget(frame);
    return new AsyncGenerator<>(frame);
  }

  /**
   * Begins a loop over the items of an asynchronous iterable.
   *
   * @param items what to go through
   * @return what {@link #advance} takes; its {@code next()} returns the item fetched last
   * @throws NullPointerException if {@code items} is null
   */
  protected static Iterator<@Nullable Object> each(AsyncIterable<?> items) {
    return new Each(items);
  }

  /**
   * Fetches the next item of a loop from within {@link #resume}; suspends as {@link
   * #await(Awaitable)} does.
   *
   * @param each what {@link #each} returned
   * @return whether there is an item, as a {@link Boolean}, or {@link #SUSPENDED}
   * @throws Throwable what fetching it failed with
   */
  protected final @Nullable Object advance(Iterator<?> each) throws Throwable {
    return ((Each) each).advance().startFor(this);
  }

  /** {@return what to throw where this coroutine awaits nothing} */
  protected final NullPointerException awaitedNull() {
    return new NullPointerException(
        "await(null) in "
            + qualifiedName()
            + ": a Coroutine, Future, Task or CompletionStage is required");
  }

  /**
   * Runs the coroutine to its next suspension, by hand.
   *
   * @param value what a bare yield evaluates to; ignored where a future is awaited; must be null
   *     for a coroutine that has not begun
   * @return the {@link Future} that it now awaits, or null for a bare yield
   * @throws StopIteration when it has returned; {@link StopIteration#value()} is the result
   * @throws IllegalArgumentException if {@code value} is not null and the coroutine has not begun
   * @throws IllegalStateException if it is running, finished, or awaited by another coroutine
   */
  public final @Nullable Object send(@Nullable Object value) {
    if (value != null && (status == CORO_CREATED || status == CORO_RECORDED)) {
      throw new IllegalArgumentException("can't send non-None value to a just-started coroutine");
    }
    return HandDrive.send(this, value, null);
  }

  /**
   * Throws an exception where the coroutine is suspended and runs it to its next suspension, by
   * hand. A coroutine that has not begun ends with the exception. Checked exceptions come out as
   * they are. Python's {@code throw}, which is no possible name in Java.
   *
   * @param failure what to throw
   * @return the {@link Future} that it now awaits, or null for a bare yield
   * @throws StopIteration when it has returned
   * @throws IllegalStateException if it is running, finished, or awaited by another coroutine
   */
  public final @Nullable Object raise(Throwable failure) {
    return HandDrive.raise(this, failure);
  }

  /**
   * Ends the coroutine: throws {@link GeneratorExit} at each of its suspended awaits, innermost
   * first, so that clean-up runs. Does nothing if it has finished; one that has not begun never
   * runs.
   *
   * @throws IllegalStateException if it is running, or awaited by another coroutine, or if it
   *     suspends instead of ending ("coroutine ignored GeneratorExit")
   */
  public final void close() {
    HandDrive.close(this);
  }

  /** Refuses any that has begun. */
  final void checkNew() {
    if (status != CORO_CREATED) {
      checkRecorded();
    }
  }

  /** Lets a coroutine begin that is on record; refuses any other: it is no new one. */
  final void checkRecorded() {
    if (status != CORO_RECORDED) {
      throw refusal();
    }
    UnawaitedCoroutines.forget(this);
  }

  /** Why this coroutine cannot be started or driven: its status, in asyncio's words. */
  final IllegalStateException refusal() {
    return new IllegalStateException(
        status == CORO_CLOSED
            ? "cannot reuse already awaited " + reusedAs()
            : "coroutine is being awaited already");
  }

  /** What it is called when somebody awaits it a second time. */
  String reusedAs() {
    return "coroutine";
  }

  /** Whether it has begun and has not ended, as far as whoever drives it by hand can see. */
  final boolean isSuspended() {
    return status == CORO_SUSPENDED || status == CORO_FORWARDING;
  }

  /** {@return where it stands, for display; that of what took over if something did} */
  final @Nullable StackTraceElement position() {
    return status == CORO_FORWARDING && awaitee instanceof Coroutine<?> other
        ? other.frame()
        : frame();
  }

  /** {@return {@code <coroutine object Hello.main at 0x1b2c3d4e>}} */
  @Override
  public final String toString() {
    return String.format(
        "<coroutine object %s at 0x%08x>", qualifiedName(), System.identityHashCode(this));
  }

  /** What a coroutine suspended with that may only suspend with a future. */
  record BadYield(@Nullable Object value) {
    @Override
    public String toString() {
      return "Task got bad yield: " + (value instanceof String ? "'" + value + '\'' : value);
    }
  }

  /** A return value of {@link #resume} that is no result. */
  private record Signal(String name) {
    @Override
    public String toString() {
      return name;
    }
  }
}
