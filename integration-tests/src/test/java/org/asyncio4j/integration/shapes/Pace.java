package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.util.Objects;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/**
 * When an awaited thing comes to its end: before the await or after a turn of the loop, as a future
 * or a coroutine.
 */
enum Pace {
  DONE_FUTURE {
    @Override
    <T> Awaitable<T> completed(T value) {
      Future<T> future = getRunningLoop().createFuture();
      future.setResult(value);
      return future;
    }

    @Override
    <T> Awaitable<T> failed(Throwable failure) {
      Future<T> future = getRunningLoop().createFuture();
      future.setException(failure);
      return future;
    }

    @Override
    <T> Awaitable<T> cancelled() {
      Future<T> future = getRunningLoop().createFuture();
      future.cancel();
      return future;
    }
  },

  PENDING_FUTURE {
    @Override
    <T> Awaitable<T> completed(T value) {
      EventLoop loop = getRunningLoop();
      Future<T> future = loop.createFuture();
      loop.callSoon(() -> future.setResult(value));
      return future;
    }

    @Override
    <T> Awaitable<T> failed(Throwable failure) {
      EventLoop loop = getRunningLoop();
      Future<T> future = loop.createFuture();
      loop.callSoon(() -> future.setException(failure));
      return future;
    }

    /** The real thing: somebody cancels the task while it is suspended here. */
    @Override
    <T> Awaitable<T> cancelled() {
      EventLoop loop = getRunningLoop();
      Task<?> task = Objects.requireNonNull(currentTask());
      loop.callSoon(task::cancel);
      return loop.createFuture();
    }
  },

  FINISHED_COROUTINE {
    @Override
    <T> Awaitable<T> completed(T value) {
      return finished(value, null);
    }

    @Override
    <T> Awaitable<T> failed(Throwable failure) {
      return finished(null, failure);
    }

    @Override
    <T> Awaitable<T> cancelled() {
      return finished(null, new CancelledError());
    }
  },

  SUSPENDING_COROUTINE {
    @Override
    <T> Awaitable<T> completed(T value) {
      return suspending(value, null);
    }

    @Override
    <T> Awaitable<T> failed(Throwable failure) {
      return suspending(null, failure);
    }

    @Override
    <T> Awaitable<T> cancelled() {
      return suspending(null, new CancelledError());
    }
  };

  /** Something that gives a value. */
  abstract <T> Awaitable<T> completed(T value);

  /** Something that fails. */
  abstract <T> Awaitable<T> failed(Throwable failure);

  /** Something that is cancelled. */
  abstract <T> Awaitable<T> cancelled();

  @Async
  private static <T> Coroutine<T> finished(T value, @Nullable Throwable failure) {
    throwIfPresent(failure);
    return done(value);
  }

  @Async
  private static <T> Coroutine<T> suspending(T value, @Nullable Throwable failure) {
    await(yieldNow());
    throwIfPresent(failure);
    return done(value);
  }

  private static void throwIfPresent(@Nullable Throwable failure) {
    if (failure != null) {
      Pace.<RuntimeException>throwUnchecked(failure);
    }
  }

  /**
   * Throws anything: the compiler believes it to be an {@code X}, and after erasure nobody checks.
   */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void throwUnchecked(Throwable failure) throws X {
    throw (X) failure;
  }
}
