package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link AsyncGenerator#athrow} and {@link AsyncGenerator#aclose()}. */
final class GeneratorThrow<T extends @Nullable Object> extends GeneratorStep<T> {
  /** What to throw; null to close. */
  private final @Nullable Throwable thrown;

  private GeneratorThrow(
      GeneratorState state, @Nullable AsyncGenerator<?> generator, @Nullable Throwable thrown) {
    super(state, generator);
    this.thrown = thrown;
  }

  static <T extends @Nullable Object> Coroutine<T> athrow(
      AsyncGenerator<T> generator, Throwable failure) {
    return new GeneratorThrow<>(
        generator.state,
        generator,
        Objects.requireNonNull(failure, "athrow() needs an exception, got null"));
  }

  /** Closes a generator, which may have been collected. */
  static Coroutine<Void> aclose(GeneratorState state, @Nullable AsyncGenerator<?> generator) {
    return new GeneratorThrow<>(state, generator, null);
  }

  @Override
  String method() {
    return thrown == null ? "aclose" : "athrow";
  }

  @Override
  boolean begins(@Nullable Throwable failure) {
    if (failure == null && state.frame.status == CORO_CLOSED) {
      return false;
    }
    if (state.running) {
      throw alreadyRunning();
    }
    if (failure == null && state.closed) {
      throw new StopAsyncIteration();
    }
    return true;
  }

  @Override
  @Nullable Object run(@Nullable Throwable failure) throws Throwable {
    if (failure != null) {
      return state.resume(this, null, failure);
    }
    if (thrown != null) {
      return state.resume(this, null, thrown);
    }
    state.closed = true;
    return state.resume(this, null, new GeneratorExit());
  }

  @Override
  @Nullable Object emitted(@Nullable Object value) {
    if (thrown == null) {
      throw new IllegalStateException("async generator ignored GeneratorExit");
    }
    return value;
  }

  @Override
  @Nullable Object ended() {
    if (thrown != null) {
      state.closed = true;
      throw new StopAsyncIteration();
    }
    return null;
  }

  @Override
  @Nullable Object failed(Throwable failure) throws Throwable {
    if (failure instanceof GeneratorExit || failure instanceof StopAsyncIteration) {
      if (thrown == null) {
        return null;
      }
      state.closed = true;
    }
    throw failure;
  }

  @Override
  String reusedAs() {
    return "aclose()/athrow()";
  }
}
