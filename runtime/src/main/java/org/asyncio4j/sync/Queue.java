package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks, first in, first out: who gets from an empty one, or puts into a full one,
 * waits. Mirrors {@code asyncio.Queue}. To be used on the thread of one loop.
 *
 * @param <T> the items
 */
public sealed class Queue<T extends @Nullable Object> extends LoopBound
    permits PriorityQueue, LifoQueue {
  private final int maxsize;
  private final Items<T> items;
  private final Waiters getters = new Waiters();
  private final Waiters putters = new Waiters();

  /** Set as long as {@link #unfinishedTasks} is zero. */
  private final Event finished = new Event();

  private int unfinishedTasks;
  private boolean isShutdown;

  /** Makes a queue that is never full. */
  public Queue() {
    this(0);
  }

  /**
   * Makes a queue.
   *
   * @param maxsize how many items it can hold; zero or less for any number
   */
  public Queue(int maxsize) {
    this(maxsize, new Fifo<>());
  }

  Queue(int maxsize, Items<T> items) {
    this.maxsize = maxsize;
    this.items = items;
    finished.set();
  }

  /**
   * Puts an item in, waiting for a free place if need be.
   *
   * @param item the item
   * @return a coroutine that returns null; it throws {@link QueueShutDownException} if the queue
   *     is, or meanwhile was, shut down
   */
  public Coroutine<Void> put(T item) {
    return new Put<>(this, item);
  }

  /**
   * Removes an item, waiting for one if need be.
   *
   * @return a coroutine that returns the item; it throws {@link QueueShutDownException} if the
   *     queue is empty and is, or meanwhile was, shut down
   */
  public Coroutine<T> get() {
    return new Get<>(this);
  }

  /**
   * Puts an item in if there is a free place.
   *
   * @param item the item
   * @throws QueueFullException if there is none
   * @throws QueueShutDownException if the queue was shut down
   */
  public void putNowait(T item) {
    checkOpen();
    if (full()) {
      throw new QueueFullException();
    }
    items.add(item);
    if (unfinishedTasks++ == 0) {
      finished.clear();
    }
    getters.dismissNext();
  }

  /**
   * Removes an item if there is one.
   *
   * @return the item
   * @throws QueueEmptyException if there is none
   * @throws QueueShutDownException if there is none and the queue was shut down
   */
  public T getNowait() {
    if (empty()) {
      throw isShutdown ? new QueueShutDownException() : new QueueEmptyException();
    }
    T item = items.remove();
    putters.dismissNext();
    return item;
  }

  private void checkOpen() {
    if (isShutdown) {
      throw new QueueShutDownException();
    }
  }

  /** {@return the number of items} */
  public int qsize() {
    return items.size;
  }

  /** {@return how many items the queue can hold; zero or less for any number} */
  public int maxsize() {
    return maxsize;
  }

  /** {@return whether there is no item} */
  public boolean empty() {
    return items.size == 0;
  }

  /** {@return whether there is no free place} */
  public boolean full() {
    return maxsize > 0 && items.size >= maxsize;
  }

  /**
   * Waits until {@link #taskDone} has been called for every item that was put in; without
   * suspending if it has.
   *
   * @return a coroutine that returns null
   */
  public Coroutine<Void> join() {
    return new Join(this);
  }

  /**
   * Says that the work on an item is done. Whoever got one calls this once it is.
   *
   * @throws IllegalArgumentException if it is called more often than there were items: "task_done()
   *     called too many times"
   */
  public void taskDone() {
    if (unfinishedTasks <= 0) {
      throw new IllegalArgumentException("task_done() called too many times");
    }
    unfinishedTasks--;
    if (unfinishedTasks == 0) {
      finished.set();
    }
  }

  /**
   * Shuts the queue down: from now on nothing can be put in, and who waits to do so fails with
   * {@link QueueShutDownException}. What is in it can still be got; who finds it empty fails
   * likewise.
   */
  public void shutdown() {
    shutdown(false);
  }

  /**
   * Shuts the queue down.
   *
   * @param immediate whether to drop what is in it, which then counts as done
   */
  public void shutdown(boolean immediate) {
    isShutdown = true;
    if (immediate) {
      while (!empty()) {
        items.remove();
        if (unfinishedTasks > 0) {
          unfinishedTasks--;
        }
      }
      if (unfinishedTasks == 0) {
        finished.set();
      }
    }
    getters.dismissAll();
    putters.dismissAll();
  }

  /** {@return asyncio's form, {@code <Queue maxsize=2 _queue=[a, b] _putters[1] tasks=2>}} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<").append(getClass().getSimpleName());
    text.append(" maxsize=").append(maxsize);
    if (!empty()) {
      text.append(" _queue=").append(items.toList());
    }
    if (!getters.isEmpty()) {
      text.append(" _getters[").append(getters.size()).append(']');
    }
    if (!putters.isEmpty()) {
      text.append(" _putters[").append(putters.size()).append(']');
    }
    if (unfinishedTasks != 0) {
      text.append(" tasks=").append(unfinishedTasks);
    }
    return text.append(isShutdown ? " shutdown>" : ">").toString();
  }

  private static final class Get<T extends @Nullable Object> extends Waiter<T> {
    private final Queue<T> queue;

    Get(Queue<T> queue) {
      this.queue = queue;
    }

    @Override
    public @Nullable Object startFor(Coroutine<?> awaiter) throws Throwable {
      skip();
      if (!queue.empty()) {
        return queue.getNowait();
      }
      queue.checkOpen();
      Future<Boolean> signal = queue.newSignal();
      return new Get<>(queue).startWaiting(awaiter, queue.getters, signal);
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw giveUp(failure);
      }
      // Woken, it may still find that somebody else was quicker.
      return queue.empty() ? waitForItem() : queue.getNowait();
    }

    private @Nullable Object waitForItem() throws Throwable {
      queue.checkOpen();
      return waitIn(queue.getters, queue);
    }

    private Throwable giveUp(Throwable failure) {
      queue.getters.remove(this);
      if (!queue.empty() && wasServed()) {
        queue.getters.dismissNext();
      }
      return failure;
    }

    @Override
    protected String qualifiedName() {
      return "Queue.get";
    }
  }

  private static final class Put<T extends @Nullable Object> extends Waiter<Void> {
    private final Queue<T> queue;
    private final T item;

    Put(Queue<T> queue, T item) {
      this.queue = queue;
      this.item = item;
    }

    @Override
    public @Nullable Object startFor(Coroutine<?> awaiter) throws Throwable {
      skip();
      if (!queue.full()) {
        queue.putNowait(item);
        return null;
      }
      queue.checkOpen();
      Future<Boolean> signal = queue.newSignal();
      return new Put<>(queue, item).startWaiting(awaiter, queue.putters, signal);
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (failure != null) {
        throw giveUp(failure);
      }
      if (queue.full()) {
        return waitForPlace();
      }
      queue.putNowait(item);
      return null;
    }

    private @Nullable Object waitForPlace() throws Throwable {
      queue.checkOpen();
      return waitIn(queue.putters, queue);
    }

    private Throwable giveUp(Throwable failure) {
      queue.putters.remove(this);
      if (!queue.full() && wasServed()) {
        queue.putters.dismissNext();
      }
      return failure;
    }

    @Override
    protected String qualifiedName() {
      return "Queue.put";
    }
  }

  private static final class Join extends Coroutine<Void> {
    private final Queue<?> queue;
    private boolean begun;

    Join(Queue<?> queue) {
      this.queue = queue;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (!begun) {
        begun = true;
        if (queue.unfinishedTasks > 0 && await(queue.finished.waitAsync()) == SUSPENDED) {
          return SUSPENDED;
        }
      } else if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    protected String qualifiedName() {
      return "Queue.join";
    }
  }
}
