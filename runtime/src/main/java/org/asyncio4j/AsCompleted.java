package org.asyncio4j;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Futures in the order in which they are done, made by {@link Asyncio#asCompleted}:
 *
 * <pre>{@code
 * for (Future<String> next : each(asCompleted(tasks))) {
 *   System.out.println(await(next));
 * }
 * }</pre>
 *
 * <p>Both iterations go through the same futures: what one has given, the other does not give
 * again. Confined to the thread of its loop. Mirrors the object that {@code asyncio.as_completed}
 * returns since Python 3.13.
 *
 * @param <T> the results
 */
public final class AsCompleted<T extends @Nullable Object> implements AsyncIterator<Future<T>> {
  private final EventLoop loop;

  /** What is not done yet. */
  private final Set<Future<T>> todo;

  /** What is done and has not been given; empty places for what has not been in time. */
  private final Deque<Future<T>> done = new ArrayDeque<>();

  /** Takes the place, in {@link #done}, of a future that has not been in time. */
  private final Future<T> late;

  /** Who waits for the next one, each by a future of its own. */
  private final Deque<Future<Void>> waiters = new ArrayDeque<>();

  /** One object for all futures, so that it can be removed again. */
  private final Consumer<Future<T>> onCompletion = this::completed;

  private @Nullable TimerHandle timer;

  /** How many have not been given, nor promised to a coroutine of {@link #coroutines}. */
  private int left;

  AsCompleted(
      EventLoop loop,
      Collection<? extends Awaitable<? extends T>> awaitables,
      @Nullable Duration timeout) {
    this.loop = loop;
    this.late = loop.createFuture();
    Set<Awaitable<? extends T>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    Collection<Future<T>> futures = new ArrayList<>(awaitables.size());
    for (Awaitable<? extends T> awaitable : awaitables) {
      if (distinct.add(awaitable)) {
        futures.add(loop.ensureFuture(awaitable));
      }
    }
    todo = Collections.newSetFromMap(new IdentityHashMap<>());
    todo.addAll(futures);
    left = todo.size();
    futures.forEach(future -> future.addDoneCallback(onCompletion));
    if (timeout != null && !todo.isEmpty()) {
      timer = loop.callLater(timeout, this::timeOut);
    }
  }

  /**
   * Waits for the next future that is done: one of those that were given, or the task of a
   * coroutine that was.
   *
   * @return a coroutine that returns it. Awaiting it throws {@link StopAsyncIteration} if all have
   *     been given, {@link AsyncTimeoutException} if the time is over
   */
  @Override
  public Coroutine<Future<T>> anext() {
    return new Next<>(this, false);
  }

  /**
   * {@return the plain iteration: a coroutine for each future, which waits for the next one that is
   * done, returns its result or throws its failure} The coroutine throws {@link
   * AsyncTimeoutException} for each future that is not in time.
   */
  public Iterable<Coroutine<T>> coroutines() {
    return Coroutines::new;
  }

  private void completed(Future<T> future) {
    if (todo.remove(future)) {
      give(future);
      if (todo.isEmpty() && timer != null) {
        timer.cancel();
      }
    }
  }

  private void timeOut() {
    for (Future<T> future : todo) {
      future.removeDoneCallback(onCompletion);
      give(late);
    }
    todo.clear();
  }

  private void give(Future<T> future) {
    done.add(future);
    wakeNext();
  }

  @SuppressWarnings("NullAway") // Void's only value.
  private void wakeNext() {
    Future<Void> waiter;
    while ((waiter = waiters.poll()) != null) {
      if (!waiter.isDone()) {
        waiter.setResult(null);
        return;
      }
    }
  }

  /** {@link #coroutines}. */
  private final class Coroutines implements Iterator<Coroutine<T>> {
    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Coroutine<T> next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      return new Next<>(AsCompleted.this, true);
    }
  }

  /** Waits for the next future: a queue's {@code get}. */
  private static final class Next<R extends @Nullable Object> extends Coroutine<R> {
    private final AsCompleted<?> source;

    /** Returns the result of the future, not the future; and is counted already. */
    private final boolean plain;

    private boolean begun;
    private @Nullable Future<Void> waiter;

    Next(AsCompleted<?> source, boolean plain) {
      this.source = source;
      this.plain = plain;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        giveUp();
        throw failure;
      }
      if (!begun) {
        begin();
      }
      Future<?> future = source.done.poll();
      if (future == null) {
        waiter = source.loop.createFuture();
        source.waiters.add(waiter);
        return await(waiter);
      }
      if (future == source.late) {
        throw new AsyncTimeoutException();
      }
      waiter = null;
      return plain ? await(future) : future;
    }

    private void begin() {
      begun = true;
      if (!plain) {
        if (source.left == 0) {
          throw new StopAsyncIteration();
        }
        source.left--;
      }
    }

    /** A wake-up that came too late is for the next one in the queue. */
    private void giveUp() {
      Future<Void> own = waiter;
      if (own != null) {
        own.cancel();
        source.waiters.remove(own);
        if (!source.done.isEmpty() && !own.isCancelled()) {
          source.wakeNext();
        }
      }
    }

    @Override
    protected String qualifiedName() {
      return "asCompleted";
    }
  }
}
