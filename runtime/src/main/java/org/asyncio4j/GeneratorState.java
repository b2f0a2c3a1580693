package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What there is to an {@link AsyncGenerator} but its identity: whoever watches for its collection
 * holds this.
 *
 * <p>The frame is a coroutine that also may emit: {@link Coroutine#EMITTED} suspends it, the value
 * being in {@link Coroutine#awaitee}. It is resumed by one {@link GeneratorStep} at a time, which
 * is its awaiter for as long as it awaits something.
 */
final class GeneratorState {
  final Coroutine<?> frame;

  /** A step has begun and has not ended. */
  boolean running;

  /** It has been closed, or ended by a step; a frame that ignored its closing lives on. */
  boolean closed;

  /** What the loop knows it by; null unless it is tracked. */
  private @Nullable TrackedGenerator tracked;

  private boolean hooksCalled;

  GeneratorState(Coroutine<?> frame) {
    this.frame = Objects.requireNonNull(frame, "a generator needs a frame, got null");
    if (!frame.isGeneratorFrame()) {
      throw new IllegalArgumentException(
          "a generator needs a frame whose isGeneratorFrame() returns true, got " + frame);
    }
  }

  /**
   * Has the running loop, if there is one, close the generator at the latest when it shuts down.
   */
  void track(AsyncGenerator<?> generator) {
    if (!hooksCalled) {
      hooksCalled = true;
      EventLoop loop = EventLoop.runningOrNull();
      if (loop != null) {
        tracked = loop.generators.add(generator, loop);
        loop.chores = true;
      }
    }
  }

  /**
   * Runs the frame from where it is suspended.
   *
   * @return what it emitted as {@link Coroutine#EMITTED}, {@link Coroutine#SUSPENDED}, the step
   *     being its awaiter then, or null at its end
   */
  @Nullable Object resume(
      GeneratorStep<?> step, @Nullable Object value, @Nullable Throwable failure) throws Throwable {
    if (frame.status != Coroutine.CORO_SUSPENDED) {
      if (failure != null) {
        frame.status = Coroutine.CORO_CLOSED;
        throw failure;
      }
      if (frame.status == Coroutine.CORO_CLOSED) {
        return null;
      }
      if (value != null) {
        throw new IllegalArgumentException(
            "can't send non-None value to a just-started async generator");
      }
    }
    frame.status = Coroutine.CORO_RUNNING;
    frame.depth = (byte) (step.depth + 1);
    Object outcome;
    try {
      outcome = frame.resume(value, failure);
    } catch (Throwable t) {
      frame.status = Coroutine.CORO_CLOSED;
      throw leaving(t);
    }
    if (outcome == Coroutine.SUSPENDED) {
      frame.awaiter = step;
      step.awaitee = frame;
      frame.status = Coroutine.CORO_SUSPENDED;
    } else {
      frame.status = Coroutine.CORO_CLOSED;
    }
    return outcome;
  }

  /** Takes what the frame has emitted, which leaves it suspended. */
  @Nullable Object takeEmitted() {
    Object value = frame.awaitee;
    frame.awaitee = null;
    frame.status = Coroutine.CORO_SUSPENDED;
    return value;
  }

  /** Ends a step; with the frame ended, nobody needs to close it any more. */
  void stepEnded() {
    running = false;
    TrackedGenerator entry = tracked;
    if (entry != null && frame.status == Coroutine.CORO_CLOSED) {
      tracked = null;
      entry.forget();
    }
  }

  /** The loop does not know it any more. */
  void untrack() {
    tracked = null;
  }

  /** PEP 479: see {@link Driver}. */
  static Throwable leaving(Throwable failure) {
    if (failure instanceof StopIteration) {
      return new IllegalStateException("async generator raised StopIteration", failure);
    }
    if (failure instanceof StopAsyncIteration) {
      return new IllegalStateException("async generator raised StopAsyncIteration", failure);
    }
    return failure;
  }

  @Override
  public String toString() {
    return String.format(
        "<async_generator object %s at 0x%08x>",
        frame.qualifiedName(), System.identityHashCode(this));
  }
}
