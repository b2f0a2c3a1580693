package org.asyncio4j;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Passes a cancellation down: to what a task awaits, to the children of a gather, to what those
 * await, and so on. In a loop, so that neither the length of a chain nor the depth of a nest
 * matters; in asyncio's order, which is that of recursive calls.
 */
final class CancelChain {
  /** What is being cancelled, innermost first; each is told of by the one behind it. */
  private final ArrayDeque<Visit> path = new ArrayDeque<>();

  private final CancelOrigin origin;

  private CancelChain(CancelOrigin origin) {
    this.origin = origin;
  }

  /** Requests that a pending task cancel itself. */
  static void cancel(Task<?> task, CancelOrigin origin) {
    Future<?> awaited = task.waiter();
    if (awaited != null && passesOn(awaited)) {
      new CancelChain(origin).run(task);
      return;
    }
    task.countCancel();
    if (awaited == null || !awaited.cancelFor(origin)) {
      task.requestCancel(origin);
    }
  }

  /** Cancels the children of a pending gather; returns whether any was pending. */
  static boolean cancel(Gather<?> gather, CancelOrigin origin) {
    return new CancelChain(origin).run(gather);
  }

  private static boolean passesOn(Future<?> future) {
    return !future.isDone() && (future instanceof Task<?> || future instanceof Gather<?>);
  }

  private boolean run(Future<?> first) {
    enter(first);
    for (; ; ) {
      Visit visit = path.element();
      Future<?> next = visit.next();
      if (next == null) {
        path.remove();
        boolean cancelled = visit.leave(origin);
        if (path.isEmpty()) {
          return cancelled;
        }
        path.element().told |= cancelled;
      } else if (next.isBeingCancelled()) {
        // Tasks that await each other in a circle would wait for ever, and no future is there to be
        // cancelled.
        innermostTask().closesCircle = true;
        visit.told = true;
      } else if (passesOn(next)) {
        enter(next);
      } else {
        visit.told |= next.cancelFor(origin);
      }
    }
  }

  private void enter(Future<?> future) {
    future.setBeingCancelled(true);
    if (future instanceof Task<?> task) {
      task.countCancel();
    }
    path.push(new Visit(future));
  }

  /** There is one in every circle: the children of a gather are older than it is. */
  private Visit innermostTask() {
    for (Visit visit : path) {
      if (visit.future instanceof Task<?>) {
        return visit;
      }
    }
    throw new AssertionError("a circle without a task");
  }

  /** A task or gather that is being cancelled. */
  private static final class Visit {
    final Future<?> future;
    private int index;

    /** Something further down has been cancelled. */
    boolean told;

    boolean closesCircle;

    Visit(Future<?> future) {
      this.future = future;
    }

    /** What has to be told next; null once all has been told. */
    @Nullable Future<?> next() {
      if (future instanceof Gather<?> gather) {
        return index < gather.children.size() ? gather.children.get(index++) : null;
      }
      return index++ == 0 ? ((Task<?>) future).waiter() : null;
    }

    /** Does what is left once all has been told; returns whether the cancellation has an effect. */
    boolean leave(CancelOrigin origin) {
      future.setBeingCancelled(false);
      if (future instanceof Gather<?> gather) {
        gather.cancelRequested |= told;
        return told;
      }
      Task<?> task = (Task<?>) future;
      if (closesCircle) {
        task.cancelOffWaiter(origin);
      } else if (!told) {
        task.requestCancel(origin);
      }
      return true;
    }
  }
}
