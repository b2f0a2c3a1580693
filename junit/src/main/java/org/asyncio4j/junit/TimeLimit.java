package org.asyncio4j.junit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.asyncio4j.Asyncio;
import org.asyncio4j.EventLoop;
import org.asyncio4j.Task;
import org.jspecify.annotations.Nullable;

/**
 * Stops a loop that runs for longer than it may, in real time. A loop that turns is stopped by a
 * callback, which also takes down what its tasks are waiting for. One that does not turn, since its
 * thread is blocked by some call, has that thread interrupted.
 */
final class TimeLimit {
  /** How long a loop may take to come to the callback before its thread counts as blocked. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final EventLoop loop;
  private final @Nullable Task<?> main;
  private final @Nullable Duration limit;
  private final Thread thread = Thread.currentThread();

  // Guarded by this. end() is the last that happens.
  private @Nullable Future<?> next;
  private boolean ended;
  private boolean expired;
  private boolean stopped;
  private boolean interrupted;
  private String tasks = "";
  private List<StackTraceElement> where = List.of();
  private List<StackTraceElement> blockedAt = List.of();

  private TimeLimit(EventLoop loop, @Nullable Task<?> main, @Nullable Duration limit) {
    this.loop = loop;
    this.main = main;
    this.limit = limit;
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "asyncio4j-junit-time-limit");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /**
   * Limits what {@code loop} does on the calling thread until {@link #end}.
   *
   * @param main the task of a body, whose position goes into the trace of the failure; null for
   *     work of the extension
   * @param limit how long that may take; null for no limit
   */
  static TimeLimit start(EventLoop loop, @Nullable Task<?> main, @Nullable Duration limit) {
    TimeLimit started = new TimeLimit(loop, main, limit);
    if (limit != null) {
      started.after(limit, started::expire);
    }
    return started;
  }

  private synchronized void after(Duration delay, Runnable action) {
    next = WATCH.schedule(action, delay.toMillis(), MILLISECONDS);
  }

  private synchronized void expire() {
    if (!ended) {
      expired = true;
      loop.callSoonThreadsafe(this::stop);
      after(GRACE, this::interrupt);
    }
  }

  /** On the loop's thread. */
  private synchronized void stop() {
    if (!ended) {
      stopped = true;
      where = main == null ? List.of() : TaskTree.framesOf(main);
      tasks = TaskTree.of(Asyncio.allTasks());
      loop.stop();
    }
  }

  /** A body may catch the interrupt and block again: so may this. */
  private synchronized void interrupt() {
    if (!ended && !stopped) {
      if (blockedAt.isEmpty()) {
        blockedAt = TestTraces.userFrames(thread.getStackTrace());
      }
      interrupted = true;
      thread.interrupt();
      after(GRACE, this::interrupt);
    }
  }

  /** {@return whether it took too long} */
  synchronized boolean end() {
    ended = true;
    if (next != null) {
      next.cancel(false);
    }
    if (interrupted) {
      Thread.interrupted();
    }
    return expired;
  }

  /**
   * What is to be said of work that took too long.
   *
   * @param name what took too long
   * @param failure what it failed with, if with anything
   */
  synchronized AssertionError failure(String name, @Nullable Throwable failure) {
    StringBuilder message = new StringBuilder(name);
    message.append(" took longer than ").append(limit == null ? "it may" : DurationText.of(limit));
    if (!blockedAt.isEmpty()) {
      message.append("; it blocks the thread of the event loop");
      for (StackTraceElement frame : blockedAt) {
        message.append("\n    at ").append(TestTraces.plain(frame));
      }
    }
    if (!tasks.isEmpty()) {
      message.append(blockedAt.isEmpty() ? "; the tasks of the loop are\n" : "\n").append(tasks);
    }
    // That the loop was stopped before the body ended is this watch's own doing.
    boolean cut = stopped && (main == null || !main.isDone());
    AssertionError error = new AssertionError(message.toString(), cut ? null : failure);
    TestTraces.replace(error, blockedAt.isEmpty() ? where : blockedAt);
    return error;
  }
}
