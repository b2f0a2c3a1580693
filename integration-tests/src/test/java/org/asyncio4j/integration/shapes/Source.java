package org.asyncio4j.integration.shapes;

import java.util.List;
import org.asyncio4j.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * Where a shape gets what it awaits: an awaitable per call, of a pace, of which one may go wrong.
 */
final class Source {
  /** More awaits than any shape has: a shape that goes wrong in a loop must come to an end. */
  private static final int LIMIT = 200;

  /** What goes wrong at one await. */
  enum Fault {
    FAILURE,
    CANCELLATION
  }

  /** What {@link Fault#FAILURE} throws. */
  static final class Injected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Injected(int index) {
      super("await " + index);
    }
  }

  private final List<Pace> paces;
  private final @Nullable Fault fault;
  private final int faultIndex;
  private int used;

  /**
   * A source without a fault.
   *
   * @param paces the paces of the awaits, in turn
   */
  Source(List<Pace> paces) {
    this(paces, null, -1);
  }

  /**
   * A source of which one await goes wrong.
   *
   * @param paces the paces of the awaits, in turn
   * @param fault what happens
   * @param faultIndex the index of the await that it happens to
   */
  Source(List<Pace> paces, @Nullable Fault fault, int faultIndex) {
    this.paces = paces;
    this.fault = fault;
    this.faultIndex = faultIndex;
  }

  /** The next thing to await, which gives {@code value} unless it is the one that goes wrong. */
  <T> Awaitable<T> of(T value) {
    int index = next();
    Pace pace = pace(index);
    if (index != faultIndex || fault == null) {
      return pace.completed(value);
    }
    return fault == Fault.FAILURE ? pace.failed(new Injected(index)) : pace.cancelled();
  }

  /** The next thing to await, which fails by the shape's own wish. */
  <T> Awaitable<T> failing(Throwable failure) {
    return pace(next()).failed(failure);
  }

  /** How many awaitables were asked for. */
  int used() {
    return used;
  }

  private int next() {
    if (used == LIMIT) {
      throw new AssertionError("more than " + LIMIT + " awaits");
    }
    return used++;
  }

  private Pace pace(int index) {
    return paces.get(index % paces.size());
  }
}
