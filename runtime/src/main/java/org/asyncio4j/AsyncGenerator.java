package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * A call of an {@link Async} method that emits: its body runs from one {@link Asyncio#emit(Object)}
 * to the next, when the next item is awaited.
 *
 * <p>Confined to the thread that awaits it. A body that is left before its end stays suspended; it
 * is closed by {@link #aclose()}, else by the loop of its first item, soon after the generator has
 * been collected and at the latest in {@link EventLoop#shutdownAsyncgens()}. Mirrors Python's
 * asynchronous generators.
 *
 * @param <T> what it emits
 */
public final class AsyncGenerator<T extends @Nullable Object> implements AsyncIterator<T> {
  final GeneratorState state;

  AsyncGenerator(Coroutine<?> frame) {
    this.state = new GeneratorState(frame);
  }

  /**
   * {@return a coroutine that runs the body to what it emits next, and returns that; awaiting it
   * throws {@link StopAsyncIteration} if the body ends, or has ended} Python's {@code __anext__}.
   */
  @Override
  public Coroutine<T> anext() {
    return step(null);
  }

  /**
   * Goes on like {@link #anext()}, and makes the {@code emit} where the body is suspended evaluate
   * to a value.
   *
   * @param value what {@code emit} evaluates to; must be null if the body has not begun, or
   *     awaiting the coroutine throws an {@link IllegalArgumentException}
   * @return a coroutine that returns what the body emits next
   */
  public Coroutine<T> asend(@Nullable Object value) {
    return step(value);
  }

  private Coroutine<T> step(@Nullable Object value) {
    state.track(this);
    return new GeneratorSend<>(this, value);
  }

  /**
   * Throws an exception at the {@code emit} where the body is suspended, and goes on like {@link
   * #anext()}. A body that has not begun ends with the exception; of one that has ended the
   * coroutine returns null.
   *
   * @param failure what to throw
   * @return a coroutine that returns what the body emits next
   */
  public Coroutine<T> athrow(Throwable failure) {
    state.track(this);
    return GeneratorThrow.athrow(this, failure);
  }

  /**
   * {@return a coroutine that ends the body: throws {@link GeneratorExit} at the {@code emit} where
   * it is suspended, so that its clean-up runs} Awaiting it throws an {@link IllegalStateException}
   * if the body emits something instead of ending.
   */
  public Coroutine<Void> aclose() {
    state.track(this);
    return GeneratorThrow.aclose(state, this);
  }

  /** {@return {@code <async_generator object Hello.numbers at 0x1b2c3d4e>}} */
  @Override
  public String toString() {
    return state.toString();
  }
}
