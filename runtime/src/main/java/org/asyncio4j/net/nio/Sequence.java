package org.asyncio4j.net.nio;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** A coroutine of steps, each of which may await one thing, whose outcome the next one gets. */
abstract class Sequence<T> extends Coroutine<T> {
  private final int steps;
  private int next;

  Sequence(int steps) {
    this.steps = steps;
  }

  /**
   * Does a step.
   *
   * @param number which, from 0 on
   * @param value what the step before returned or awaited
   * @return what {@code await} returned, or a value; that of the last step is the result
   */
  abstract @Nullable Object step(int number, @Nullable Object value) throws Throwable;

  /** Cleans up after a failure, or a cancellation. */
  void abandoned() {}

  @Override
  protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    try {
      if (failure != null) {
        throw failure;
      }
      Object outcome = value;
      while (next < steps && outcome != SUSPENDED) {
        outcome = step(next++, outcome);
      }
      return outcome;
    } catch (Throwable t) {
      abandoned();
      throw t;
    }
  }
}
