package org.asyncio4j.sync;

import java.util.Locale;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A place where tasks wait for each other: when as many have come as it was made for, they all go
 * on, and it can be used again. Mirrors {@code asyncio.Barrier}. To be used on the thread of one
 * loop.
 */
public final class Barrier extends LoopBound implements AsyncContextManager<Integer> {
  // What leads from one state to the next:
  //
  //   from        to          by
  //   FILLING     DRAINING    the last of the parties comes
  //   DRAINING    FILLING     the last of them has left
  //   FILLING     RESETTING   reset() while some wait
  //   DRAINING    RESETTING   reset() before all have left
  //   RESETTING   FILLING     the last has left
  //   BROKEN      RESETTING   reset() while some have not left yet
  //   BROKEN      FILLING     reset()
  //   any         BROKEN      abort()
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  // asyncio has a Condition here, whose lock is never held across a suspension: this is its line of
  // waiters.
  private final Waiters waiters = new Waiters();
  private final int parties;
  private State state = State.FILLING;

  /** How many are inside: have come, and have not left. */
  private int count;

  /**
   * Makes a barrier.
   *
   * @param parties how many tasks are to come before they go on
   * @throws IllegalArgumentException if there are none: "parties must be &gt;= 1"
   */
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be >= 1");
    }
    this.parties = parties;
  }

  /**
   * Waits until all parties have come. The last does not suspend. Who is cancelled just leaves; the
   * barrier does not break. asyncio's {@code wait}, which is taken in Java.
   *
   * @return a coroutine that returns the caller's place, from zero to the number of parties less
   *     one; it throws {@link BrokenBarrierException} if the barrier is aborted ("Barrier aborted"
   *     if it was before) or reset meanwhile ("Abort or reset of barrier")
   */
  public Coroutine<Integer> waitAsync() {
    return new Wait(this);
  }

  /**
   * Makes the barrier as new. Who waits at it fails with {@link BrokenBarrierException}.
   *
   * @return a coroutine that does so and does not suspend
   */
  public Coroutine<Void> reset() {
    return new Action<>("Barrier.reset", () -> change(count > 0 ? State.RESETTING : State.FILLING));
  }

  /**
   * Breaks the barrier until it is reset. Who waits at it, and whoever comes, fails with {@link
   * BrokenBarrierException}.
   *
   * @return a coroutine that does so and does not suspend
   */
  public Coroutine<Void> abort() {
    return new Action<>("Barrier.abort", () -> change(State.BROKEN));
  }

  /** {@link #waitAsync}: {@code asyncWith(barrier, place -> ...)}. */
  @Override
  public Coroutine<Integer> enter() {
    return waitAsync();
  }

  /** Nothing is to be undone after the wait. */
  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Action<>("Barrier.exit", () -> {});
  }

  private void change(State newState) {
    state = newState;
    waiters.wakeAll(true);
  }

  /** {@return how many tasks are to come before they go on} */
  public int parties() {
    return parties;
  }

  /** {@return how many tasks wait for the others} */
  public int nWaiting() {
    return state == State.FILLING ? count : 0;
  }

  /** {@return whether the barrier was aborted, and not reset since} */
  public boolean broken() {
    return state == State.BROKEN;
  }

  private void leave() {
    count--;
    if (count == 0) {
      change(state == State.BROKEN ? State.BROKEN : State.FILLING);
    }
  }

  /** {@return asyncio's form, {@code <Barrier [filling, waiters:1/3]>}} */
  @Override
  public String toString() {
    String waiting = broken() ? "" : ", waiters:" + nWaiting() + '/' + parties;
    return "<Barrier [" + state.name().toLowerCase(Locale.ROOT) + waiting + "]>";
  }

  private static final class Wait extends Waiter<Integer> {
    private static final int OUTSIDE = -1;

    private final Barrier barrier;
    private int place = OUTSIDE;

    Wait(Barrier barrier) {
      this.barrier = barrier;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      Object outcome;
      try {
        if (!isNew()) {
          barrier.waiters.remove(this);
        }
        if (failure != null) {
          // It may have been woken before; as in asyncio somebody else is woken in its place.
          barrier.waiters.wakeNext(true);
          throw failure;
        }
        outcome = advance();
      } catch (Throwable t) {
        if (place != OUTSIDE) {
          barrier.leave();
        }
        throw t;
      }
      if (outcome != SUSPENDED) {
        barrier.leave();
      }
      return outcome;
    }

    private @Nullable Object advance() throws Throwable {
      if (place == OUTSIDE) {
        if (barrier.state == State.DRAINING || barrier.state == State.RESETTING) {
          return waitIn(barrier.waiters, barrier);
        }
        if (barrier.broken()) {
          throw new BrokenBarrierException("Barrier aborted");
        }
        place = barrier.count++;
        if (place + 1 == barrier.parties) {
          barrier.change(State.DRAINING);
        }
      }
      if (barrier.state == State.FILLING) {
        return waitIn(barrier.waiters, barrier);
      }
      if (barrier.state != State.DRAINING) {
        throw new BrokenBarrierException("Abort or reset of barrier");
      }
      return place;
    }

    @Override
    protected String qualifiedName() {
      return "Barrier.wait";
    }
  }
}
