package org.asyncio4j.torture.program;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Awaitable;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Future;
import org.asyncio4j.StopAsyncIteration;
import org.asyncio4j.Task;
import org.asyncio4j.torture.suite.Later;
import org.jspecify.annotations.Nullable;

/**
 * Where a program gets what it awaits, at a pace; one of its awaits may go wrong. The plain twin
 * gets the values themselves.
 */
public final class AwaitSource {
  /** More awaits than a program comes to that ends. */
  private static final int LIMIT = 200;

  /** What goes wrong at one await. */
  enum Fault {
    NONE,
    FAILURE,
    CANCELLATION
  }

  /** When what is awaited is done. */
  enum Pace {
    DONE_FUTURE,
    FINISHED_COROUTINE,
    PENDING_FUTURE,
    SUSPENDING_COROUTINE
  }

  /** What {@link Fault#FAILURE} throws. */
  static final class Injected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Injected(int index) {
      super("await " + index);
    }
  }

  private final Pace[] paces;
  private final Fault fault;
  private final int faultIndex;
  private int used;

  AwaitSource(Fault fault, int faultIndex, Pace... paces) {
    this.fault = fault;
    this.faultIndex = faultIndex;
    this.paces = paces;
  }

  int used() {
    return used;
  }

  /** For the plain twin. */
  public <T extends @Nullable Object> T value(T value) {
    check(next());
    return value;
  }

  /** For the plain twin, in place of an await of an await: both are made before one is awaited. */
  public <T extends @Nullable Object> T valueTwice(T value) {
    int index = next();
    next();
    check(index + 1);
    check(index);
    return value;
  }

  private void check(int index) {
    if (index == faultIndex) {
      if (fault == Fault.FAILURE) {
        throw new Injected(index);
      }
      throw new CancelledError();
    }
  }

  /** For the async method. */
  @SuppressWarnings("unchecked") // a coroutine that returns the value
  public <T extends @Nullable Object> Awaitable<T> of(T value) {
    int index = next();
    Pace pace = paces[index % paces.length];
    Throwable failure = index == faultIndex ? failure(index) : null;
    return switch (pace) {
      case FINISHED_COROUTINE -> (Awaitable<T>) new Later(value, failure, 0);
      case SUSPENDING_COROUTINE -> (Awaitable<T>) new Later(value, failure, 1);
      case DONE_FUTURE -> {
        Future<T> future = Asyncio.getRunningLoop().createFuture();
        settle(future, value, failure);
        yield future;
      }
      case PENDING_FUTURE -> pending(value, failure);
    };
  }

  /** For the async method: a coroutine to return. */
  @SuppressWarnings("unchecked") // a coroutine that returns the value
  public <T extends @Nullable Object> Coroutine<T> tail(T value) {
    return (Coroutine<T>) step(value, null);
  }

  /** For the async method: a completion stage, done or completed by the loop. */
  public <T extends @Nullable Object> CompletionStage<T> stage(T value) {
    int index = next();
    CompletableFuture<T> stage = new CompletableFuture<>();
    Throwable failure = index == faultIndex ? failure(index) : null;
    if (suspends(index)) {
      Asyncio.getRunningLoop().callSoon(() -> settle(stage, value, failure));
    } else {
      settle(stage, value, failure);
    }
    return stage;
  }

  /** Two items, each of which is waited for. */
  public Items items(String first, String second) {
    return new Items(this, List.of(first, second));
  }

  /** A coroutine in place of the next await, which ends in {@code thrown} unless that is null. */
  Later step(@Nullable Object value, @Nullable Throwable thrown) {
    int index = next();
    Throwable failure = index == faultIndex ? failure(index) : thrown;
    return new Later(value, failure, suspends(index) ? 1 : 0);
  }

  /** What is awaited after the last item: no await of the plain twin, which counts none. */
  Later end() {
    return new Later(null, new StopAsyncIteration(), suspends(used) ? 1 : 0);
  }

  private boolean suspends(int index) {
    Pace pace = paces[index % paces.length];
    return pace == Pace.PENDING_FUTURE || pace == Pace.SUSPENDING_COROUTINE;
  }

  private static <T extends @Nullable Object> void settle(
      CompletableFuture<T> stage, T value, @Nullable Throwable failure) {
    if (failure == null) {
      stage.complete(value);
    } else {
      stage.completeExceptionally(failure);
    }
  }

  private static <T extends @Nullable Object> Future<T> pending(
      T value, @Nullable Throwable failure) {
    EventLoop loop = Asyncio.getRunningLoop();
    Future<T> future = loop.createFuture();
    if (failure instanceof CancelledError) {
      // The real thing: somebody cancels the task while it is suspended here.
      Task<?> task = Objects.requireNonNull(Asyncio.currentTask());
      loop.callSoon(task::cancel);
    } else {
      loop.callSoon(() -> settle(future, value, failure));
    }
    return future;
  }

  private static <T extends @Nullable Object> void settle(
      Future<T> future, T value, @Nullable Throwable failure) {
    if (future.isDone()) {
      return; // awaited no more: the task was cancelled meanwhile
    }
    if (failure == null) {
      future.setResult(value);
    } else if (failure instanceof CancelledError) {
      future.cancel();
    } else {
      future.setException(failure);
    }
  }

  private Throwable failure(int index) {
    return fault == Fault.FAILURE ? new Injected(index) : new CancelledError();
  }

  private int next() {
    if (used == LIMIT) {
      throw new ProgramSupport.Exhausted();
    }
    return used++;
  }
}
