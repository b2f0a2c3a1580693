package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * {@link AsyncGenerator#anext()}, {@link AsyncGenerator#asend}, and a step of an {@link Each} loop.
 */
final class GeneratorSend<T extends @Nullable Object> extends GeneratorStep<T> {
  /** Null once the frame has it, which may forget it before this step ends. */
  private @Nullable Object sent;

  /** The loop that gets the item, the step itself returning whether there is one. */
  private final @Nullable Each loop;

  GeneratorSend(AsyncGenerator<?> generator, @Nullable Object sent) {
    super(generator.state, generator);
    this.sent = sent;
    this.loop = null;
  }

  GeneratorSend(AsyncGenerator<?> generator, Each loop) {
    super(generator.state, generator);
    this.sent = null;
    this.loop = loop;
  }

  @Override
  String method() {
    return "anext";
  }

  @Override
  boolean begins(@Nullable Throwable failure) {
    if (state.running) {
      throw alreadyRunning();
    }
    return true;
  }

  @Override
  @Nullable Object run(@Nullable Throwable failure) throws Throwable {
    Object value = failure == null ? sent : null;
    sent = null;
    return state.resume(this, value, failure);
  }

  @Override
  @Nullable Object emitted(@Nullable Object value) {
    return loop == null ? value : loop.take(value);
  }

  @Override
  @Nullable Object ended() {
    state.closed = true;
    if (loop == null) {
      throw new StopAsyncIteration();
    }
    return false;
  }

  @Override
  @Nullable Object failed(Throwable failure) throws Throwable {
    if (failure instanceof GeneratorExit || failure instanceof StopAsyncIteration) {
      state.closed = true;
    }
    throw failure;
  }

  @Override
  String reusedAs() {
    return "__anext__()/asend()";
  }
}
