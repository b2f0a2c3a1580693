package org.asyncio4j;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will be there later, set by whoever made the future with {@link
 * EventLoop#createFuture}.
 *
 * <p>Belongs to one loop and may be touched only by the thread of that loop. Mirrors {@code
 * asyncio.Future}.
 *
 * @param <T> the result
 */
public sealed class Future<T extends @Nullable Object> implements Awaitable<T>
    permits Task, Gather, SleepFuture {
  // States; each is left once and never entered again:
  //
  //   from      to          by             payload
  //   -         PENDING     the maker      null, a Task to wake, a DoneCallback, or DoneCallbacks:
  //                                        most futures have one waiter, which costs nothing
  //   PENDING   CANCELLED   cancel         the CancelOrigin, or null; or, until it is retrieved,
  //                                        the CancelledError that ended a task
  //   PENDING   FINISHED    setResult      the result
  //   PENDING   FAILED      setException   the exception; until it is retrieved, in an
  //                                        UnretrievedFailure
  static final byte PENDING = 0;
  static final byte CANCELLED = 1;
  static final byte FINISHED = 2;
  static final byte FAILED = 3;

  // Bits of flags.
  private static final int TRACED = 1;
  private static final int NO_DESTROY_REPORT = 2;
  private static final int BEING_CANCELLED = 4;

  final EventLoop loop;

  // All that can change is confined to the loop's thread.

  byte state;
  private byte flags;

  /** See the states. */
  @Nullable Object payload;

  Future(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * {@return the loop to which this future belongs; from any thread} asyncio's {@code get_loop}.
   */
  public final EventLoop loop() {
    return loop;
  }

  /** {@return whether there is a result or an exception, or the future was cancelled} */
  public final boolean isDone() {
    return state != PENDING;
  }

  /** {@return whether the future was cancelled} */
  public final boolean isCancelled() {
    return state == CANCELLED;
  }

  /**
   * {@return the result} If the future has an exception instead, throws that very object, checked
   * ones included.
   *
   * @throws CancelledError if the future was cancelled
   * @throws InvalidStateException if it is not done: "Result is not set."
   */
  public final T result() {
    if (state == FINISHED) {
      return Unchecked.cast(payload);
    }
    if (state == PENDING) {
      throw new InvalidStateException("Result is not set.");
    }
    throw Sneaky.rethrow(takeFailure());
  }

  /**
   * {@return the exception; null if there is a result}
   *
   * @throws CancelledError if the future was cancelled
   * @throws InvalidStateException if it is not done: "Exception is not set."
   */
  public final @Nullable Throwable exception() {
    return switch (state) {
      case PENDING -> throw new InvalidStateException("Exception is not set.");
      case CANCELLED -> throw Sneaky.rethrow(takeFailure());
      case FAILED -> takeFailure();
      default -> null;
    };
  }

  /**
   * Sets the result and schedules the callbacks.
   *
   * @param result the result
   * @throws InvalidStateException if the future is done: "invalid state"
   */
  public void setResult(T result) {
    finish(FINISHED, result);
  }

  /**
   * Sets the exception and schedules the callbacks. Unless it is retrieved, by an await, {@link
   * #result} or {@link #exception}, it is reported to the loop's exception handler once the future
   * is collected, at the latest when the loop is closed.
   *
   * @param exception the exception; a {@link StopIteration} is set as the cause of an {@link
   *     IllegalStateException}
   * @throws InvalidStateException if the future is done: "invalid state"
   */
  public void setException(Throwable exception) {
    fail(exception);
  }

  final void fail(Throwable exception) {
    Throwable failure =
        exception instanceof StopIteration
            ? new IllegalStateException(
                "StopIteration interacts badly with generators and cannot be raised into a Future",
                exception)
            : Objects.requireNonNull(exception, "an exception was expected, got null");
    finish(FAILED, failure);
    payload = loop.unretrieved.register(this, failure);
    loop.chores = true;
  }

  /**
   * Cancels the future and schedules the callbacks.
   *
   * @return false if it is done
   */
  public final boolean cancel() {
    return cancel(null);
  }

  /**
   * Cancels the future and schedules the callbacks.
   *
   * <p>A {@link Task} is requested to cancel itself: what it awaits is cancelled, or else a {@link
   * CancelledError} is thrown where it is suspended, at its next turn. Its coroutine may clean up
   * first, and may even deny the request by catching the error.
   *
   * @param message what the {@link CancelledError}s will say: the reason; null for none
   * @return false if it is done
   */
  public final boolean cancel(@Nullable String message) {
    if (state != PENDING) {
      withdrawReport();
      return false;
    }
    return cancelFor(CancelOrigin.of(loop, message));
  }

  /** Cancels this future, or the next best thing, unless it is done; returns false if that. */
  boolean cancelFor(CancelOrigin origin) {
    if (state != PENDING) {
      withdrawReport();
      return false;
    }
    finish(CANCELLED, origin);
    return true;
  }

  final void finish(byte outcome, @Nullable Object value) {
    if (state != PENDING) {
      throw new InvalidStateException("invalid state");
    }
    Object scheduled = payload;
    state = outcome;
    payload = value;
    if (scheduled != null) {
      if (scheduled instanceof DoneCallbacks many) {
        many.scheduleOn(loop);
      } else {
        loop.schedule(scheduled);
      }
    }
  }

  /**
   * What to throw at whoever looks at this failed or cancelled future; the failure counts as
   * retrieved then.
   */
  final Throwable takeFailure() {
    if (state == FAILED) {
      withdrawReport();
      return failure();
    }
    // The error that ended a task is given out once; later ones are new and, as in asyncio, without
    // its message.
    if (payload instanceof CancelledError original) {
      payload = original.origin() == null ? null : original.origin().withoutMessage();
      return original;
    }
    return CancelledError.undelivered((CancelOrigin) payload);
  }

  /** Who has cancelled a cancelled future, as far as that is known. */
  final @Nullable CancelOrigin cancelOrigin() {
    return payload instanceof CancelledError error ? error.origin() : (CancelOrigin) payload;
  }

  /** The exception of a failed future, without counting as a look at it. */
  final Throwable failure() {
    return payload instanceof UnretrievedFailure report
        ? report.exception
        : (Throwable) Objects.requireNonNull(payload);
  }

  private void withdrawReport() {
    if (payload instanceof UnretrievedFailure report) {
      payload = report.exception;
      loop.unretrieved.withdraw(report);
    }
  }

  /**
   * Whether the failure just taken still wants the frames of whoever awaits it: an exception shared
   * by several awaiters tells the story of the first, while the errors of a cancelled future are
   * new each time.
   */
  final boolean wantsTrace() {
    boolean wants = state == CANCELLED || (flags & TRACED) == 0;
    flags |= TRACED;
    return wants;
  }

  /** Nobody else can have this future: that its loop closes before it is done needs no report. */
  final void expectNoDestroyReport() {
    flags |= NO_DESTROY_REPORT;
  }

  /** Marks what a {@link CancelChain} is passing through, so that it notices circles. */
  final void setBeingCancelled(boolean now) {
    flags = (byte) (now ? flags | BEING_CANCELLED : flags & ~BEING_CANCELLED);
  }

  final boolean isBeingCancelled() {
    return (flags & BEING_CANCELLED) != 0;
  }

  final boolean wantsDestroyReport() {
    return (flags & NO_DESTROY_REPORT) == 0;
  }

  /**
   * Has a function called when the future is done: through {@link EventLoop#callSoon}, in the order
   * of registration, at once scheduled if it is done already. It runs in a copy of the current
   * context.
   *
   * @param callback called with this future
   */
  public final void addDoneCallback(Consumer<? super Future<T>> callback) {
    register(callback, loop.snapshotContext());
  }

  /**
   * Has a function called in a given context when the future is done.
   *
   * @param callback called with this future
   * @param context what it runs in
   */
  public final void addDoneCallback(Consumer<? super Future<T>> callback, Context context) {
    register(callback, context);
  }

  private void register(Consumer<? super Future<T>> callback, Object context) {
    add(new DoneCallback<>(this, callback, context));
  }

  /**
   * Schedules a {@link DoneCallback}, or the next step of a {@link Task}, for when the future is
   * done.
   */
  final void add(Object callback) {
    if (state != PENDING) {
      loop.schedule(callback);
    } else if (payload == null) {
      payload = callback;
    } else if (payload instanceof DoneCallbacks many) {
      many.add(callback);
    } else {
      payload = new DoneCallbacks(payload, callback);
    }
  }

  /**
   * Removes a callback, as often as it was added. One that is scheduled already will run.
   *
   * @param callback what {@code addDoneCallback} was given, or an equal object
   * @return how many were removed
   */
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    return remove(callback);
  }

  /** Takes back what {@link #add} was given for a task. */
  final void removeWaiter(Task<?> task) {
    remove(task);
  }

  private int remove(Object registered) {
    if (state != PENDING) {
      return 0;
    }
    if (payload instanceof DoneCallbacks many) {
      int removed = many.remove(registered);
      if (many.isEmpty()) {
        payload = null;
      }
      return removed;
    }
    if (payload != null && DoneCallbacks.matches(payload, registered)) {
      payload = null;
      return 1;
    }
    return 0;
  }

  /**
   * {@return a {@link CompletableFuture} that is completed when this is done, for code outside of
   * asyncio} Cancelling it, from any thread, cancels this future.
   */
  public final CompletableFuture<T> toCompletableFuture() {
    return StageBridge.toStage(this);
  }

  /** What {@link #toString()} and reports call this kind of future. */
  String kind() {
    return "Future";
  }

  /** The callbacks, tasks to wake among them, in the order of registration. */
  final List<Object> callbackList() {
    Object registered = payload;
    if (registered == null || state != PENDING) {
      return List.of();
    }
    return registered instanceof DoneCallbacks many ? many.entries() : List.of(registered);
  }

  /** {@return asyncio's form, {@code <Future finished result=42>}} */
  @Override
  public final String toString() {
    return Descriptions.ofFuture(this);
  }
}
