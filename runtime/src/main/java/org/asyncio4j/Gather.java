package org.asyncio4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#gather} and {@link Asyncio#gatherOutcomes}: the future of all results. Cancelling
 * it cancels the children; it is done when they are.
 *
 * @param <R> an element of the result: a value, or an {@link Outcome}
 */
final class Gather<R extends @Nullable Object> extends Future<List<R>> {
  /** In the order of the arguments; one that was given twice is here twice. */
  final List<Future<?>> children;

  private final boolean outcomes;

  /** How many distinct children are not accounted for. */
  private int remaining;

  /**
   * Some child has been cancelled through this. The children decide when this is done; but then it
   * fails with a cancellation even if outcomes are wanted.
   */
  boolean cancelRequested;

  private Gather(EventLoop loop, List<Future<?>> children, int distinct, boolean outcomes) {
    super(loop);
    this.children = children;
    this.remaining = distinct;
    this.outcomes = outcomes;
  }

  static <R extends @Nullable Object> Future<List<R>> of(
      Collection<? extends Awaitable<?>> awaitables, boolean outcomes) {
    if (awaitables.isEmpty()) {
      Future<List<R>> empty = EventLoop.running().createFuture();
      empty.setResult(new ArrayList<>());
      return empty;
    }
    IdentityHashMap<Awaitable<?>, Future<?>> distinct = new IdentityHashMap<>();
    List<Future<?>> children = new ArrayList<>(awaitables.size());
    List<Future<?>> firsts = new ArrayList<>(awaitables.size());
    EventLoop loop = EventLoop.runningOrNull();
    for (Awaitable<?> awaitable : awaitables) {
      Future<?> child = distinct.get(awaitable);
      if (child == null) {
        if (loop == null) {
          loop = awaitable instanceof Future<?> future ? future.loop : EventLoop.running();
        }
        child = loop.ensureFuture(awaitable);
        if (child != awaitable) {
          child.expectNoDestroyReport();
        }
        distinct.put(awaitable, child);
        firsts.add(child);
      }
      children.add(child);
    }
    Gather<R> gather = new Gather<>(firsts.get(0).loop, children, firsts.size(), outcomes);
    gather.watch(firsts);
    return gather;
  }

  /** Since 3.12 a child that is done counts at once: a gather of done futures is done. */
  private void watch(List<Future<?>> firsts) {
    Consumer<Future<?>> onDone = new ChildDone();
    List<Future<?>> done = new ArrayList<>();
    for (Future<?> child : firsts) {
      if (child.isDone()) {
        done.add(child);
      } else {
        child.addDoneCallback(onDone);
      }
    }
    done.forEach(onDone);
  }

  private void childDone(Future<?> child) {
    remaining--;
    if (isDone()) {
      if (child.state == FAILED) {
        child.takeFailure();
      }
      return;
    }
    if (!outcomes && child.state != FINISHED) {
      fail(child.takeFailure());
    } else if (remaining == 0) {
      List<R> results = results();
      if (cancelRequested) {
        Future<?> last = children.get(children.size() - 1);
        fail(last.isCancelled() ? last.takeFailure() : CancelledError.undelivered(null));
      } else {
        finish(FINISHED, results);
      }
    }
  }

  /** R is Outcome if outcomes are wanted, else what the children return. */
  private List<R> results() {
    List<R> results = new ArrayList<>(children.size());
    for (Future<?> child : children) {
      results.add(Unchecked.cast(outcomes ? outcomeOf(child) : child.payload));
    }
    return results;
  }

  private static Outcome<?> outcomeOf(Future<?> child) {
    return switch (child.state) {
      case FINISHED -> new Outcome.Success<>(Unchecked.cast(child.payload));
      case FAILED -> new Outcome.Failure<>(child.takeFailure());
      default -> new Outcome.Failure<>(CancelledError.ofOutcome(child));
    };
  }

  @Override
  boolean cancelFor(CancelOrigin origin) {
    return isDone() ? super.cancelFor(origin) : CancelChain.cancel(this, origin);
  }

  @Override
  String kind() {
    return "_GatheringFuture";
  }

  /** The callback of each child. */
  private final class ChildDone implements Consumer<Future<?>>, AwaitLink {
    @Override
    public void accept(Future<?> child) {
      childDone(child);
    }

    @Override
    public Future<?> waiting() {
      return Gather.this;
    }
  }
}
