package org.asyncio4j;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#wait}. */
final class Wait<F extends Future<?>> extends Coroutine<WaitResult<F>>
    implements Consumer<Future<?>>, AwaitLink {
  private final Collection<? extends F> given;
  private final @Nullable Duration timeout;
  private final ReturnWhen returnWhen;

  private final Set<F> futures = new LinkedHashSet<>();

  /** Null before the first resume. */
  private @Nullable Future<Void> waiter;

  private @Nullable TimerHandle timer;
  private int remaining;

  Wait(Collection<? extends F> given, @Nullable Duration timeout, ReturnWhen returnWhen) {
    this.given = given;
    this.timeout = timeout;
    this.returnWhen = returnWhen;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (waiter == null) {
      waiter = begin(EventLoop.running());
      return await(waiter);
    }
    cancelTimer();
    for (F future : futures) {
      future.removeDoneCallback(this);
    }
    if (failure != null) {
      throw failure;
    }
    return result();
  }

  private Future<Void> begin(EventLoop loop) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
    }
    for (Object future : given) {
      if (!(future instanceof Future<?>)) {
        // Only a raw type gets here.
        throw new ClassCastException("Passing coroutines is forbidden, use tasks explicitly.");
      }
    }
    futures.addAll(given);
    remaining = futures.size();
    Future<Void> released = loop.createFuture();
    if (timeout != null) {
      timer = loop.callLater(timeout, this::release);
    }
    for (F future : futures) {
      future.addDoneCallback(this);
    }
    return released;
  }

  /** The callback of each future. */
  @Override
  public void accept(Future<?> future) {
    remaining--;
    if (remaining <= 0
        || returnWhen == ReturnWhen.FIRST_COMPLETED
        || (returnWhen == ReturnWhen.FIRST_EXCEPTION && hasFailed(future))) {
      cancelTimer();
      release();
    }
  }

  /** Asking for the exception counts as a look at it, as in asyncio. */
  private static boolean hasFailed(Future<?> future) {
    return !future.isCancelled() && future.exception() != null;
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void release() {
    if (waiter != null && !waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private WaitResult<F> result() {
    Set<F> done = new LinkedHashSet<>();
    Set<F> pending = new LinkedHashSet<>();
    for (F future : futures) {
      (future.isDone() ? done : pending).add(future);
    }
    return new WaitResult<>(done, pending);
  }

  @Override
  public @Nullable Future<?> waiting() {
    return waiter;
  }

  @Override
  protected String qualifiedName() {
    return "wait";
  }
}
