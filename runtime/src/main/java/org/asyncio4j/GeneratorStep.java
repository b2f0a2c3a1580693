package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * One use of an asynchronous generator, {@code anext()} for example: awaits the generator's frame
 * until that emits something or ends.
 */
abstract class GeneratorStep<T extends @Nullable Object> extends Coroutine<T> {
  final GeneratorState state;

  /** Only held: a generator in use must not be collected, for it would be closed then. */
  @SuppressWarnings("unused")
  private final @Nullable AsyncGenerator<?> generator;

  private boolean begun;

  GeneratorStep(GeneratorState state, @Nullable AsyncGenerator<?> generator) {
    this.state = state;
    this.generator = generator;
  }

  /** Makes one that has ended good for another use. */
  final void renew() {
    begun = false;
    status = CORO_CREATED;
  }

  /** One that is used again is not new: linked only if it suspends. */
  @Override
  public final @Nullable Object startFor(Coroutine<?> awaiter) throws Throwable {
    checkNew();
    Object outcome = Driver.start(this, awaiter);
    if (outcome == SUSPENDED) {
      this.awaiter = awaiter;
    }
    return outcome;
  }

  /** {@code "anext"}, for messages. */
  abstract String method();

  /**
   * Checks whether the step may begin.
   *
   * @param failure what is thrown into it instead of the frame's going on, if anything
   * @return whether there is a frame to run; if not, the step returns null
   */
  abstract boolean begins(@Nullable Throwable failure);

  /** Runs the frame. */
  abstract @Nullable Object run(@Nullable Throwable failure) throws Throwable;

  /** What the step returns if the frame has emitted. */
  abstract @Nullable Object emitted(@Nullable Object value);

  /** What the step returns if the frame has returned. */
  abstract @Nullable Object ended();

  /** What the step returns if the frame has failed. */
  abstract @Nullable Object failed(Throwable failure) throws Throwable;

  @Override
  protected final @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    Object outcome = value;
    Throwable thrown = failure;
    if (!begun) {
      begun = true;
      if (!begins(failure)) {
        return null;
      }
      state.running = true;
      try {
        outcome = run(failure);
        thrown = null;
      } catch (Throwable t) {
        thrown = t;
      }
      if (outcome == SUSPENDED) {
        return SUSPENDED;
      }
    } else if (failure != null && state.frame.status != CORO_CLOSED) {
      // Closed by hand, the frame has ignored its GeneratorExit. As in asyncio the generator counts
      // as running for ever.
      throw failure;
    }
    if (thrown != null) {
      if (state.frame.awaitee == EMITTED) {
        // Closed by hand, the frame has emitted instead: nobody gets that, and the generator lives.
        state.takeEmitted();
        state.stepEnded();
        emitted(null);
        throw thrown;
      }
      state.stepEnded();
      return failed(thrown);
    }
    if (outcome == EMITTED) {
      Object item = state.takeEmitted();
      state.running = false;
      return emitted(item);
    }
    state.stepEnded();
    return ended();
  }

  final IllegalStateException alreadyRunning() {
    return new IllegalStateException(method() + "(): asynchronous generator is already running");
  }

  @Override
  protected final String qualifiedName() {
    return state.frame.qualifiedName() + '.' + method();
  }
}
