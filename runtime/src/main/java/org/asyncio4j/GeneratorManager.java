package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link AsyncContextManager#of}: the generator is entered at its one item. */
final class GeneratorManager<A extends @Nullable Object> implements AsyncContextManager<A> {
  private final AsyncGenerator<A> generator;

  GeneratorManager(AsyncGenerator<A> generator) {
    this.generator =
        Objects.requireNonNull(generator, "AsyncContextManager.of(null): a generator is required");
  }

  @Override
  public Coroutine<A> enter() {
    return new Enter();
  }

  @Override
  public Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Exit(failure);
  }

  /** Runs the generator to its item. */
  private final class Enter extends Coroutine<A> {
    private boolean begun;

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      try {
        if (failure != null) {
          throw failure;
        }
        if (begun) {
          return value;
        }
        begun = true;
        return await(generator.anext());
      } catch (StopAsyncIteration e) {
        throw new IllegalStateException("generator didn't yield");
      }
    }
  }

  /** Runs the generator to its end, the body's failure being thrown at its item. */
  private final class Exit extends Coroutine<Boolean> {
    private final @Nullable Throwable bodyFailure;
    private boolean begun;

    /** The generator has emitted once more, and is being closed. */
    private boolean closing;

    Exit(@Nullable Throwable bodyFailure) {
      this.bodyFailure = bodyFailure;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      if (!closing) {
        try {
          if (failure != null) {
            throw failure;
          }
          if (!begun) {
            begun = true;
            if (await(goOn()) == SUSPENDED) {
              return SUSPENDED;
            }
          }
        } catch (Throwable t) {
          return ended(t);
        }
        closing = true;
        if (await(generator.aclose()) == SUSPENDED) {
          return SUSPENDED;
        }
      } else if (failure != null) {
        throw failure;
      }
      throw new IllegalStateException(
          bodyFailure == null ? "generator didn't stop" : "generator didn't stop after athrow()");
    }

    private Coroutine<A> goOn() {
      return bodyFailure == null ? generator.anext() : generator.athrow(bodyFailure);
    }

    /** Whether the end of the generator is that of the body's failure too. */
    private boolean ended(Throwable end) throws Throwable {
      if (bodyFailure == null) {
        if (end instanceof StopAsyncIteration) {
          return false;
        }
        throw end;
      }
      if (end == bodyFailure) {
        return false;
      }
      if (end instanceof StopAsyncIteration) {
        return true;
      }
      // PEP 479: what the body failed with has come back as the cause of another.
      boolean endOfIteration =
          bodyFailure instanceof StopIteration || bodyFailure instanceof StopAsyncIteration;
      if (endOfIteration && end instanceof IllegalStateException && end.getCause() == bodyFailure) {
        return false;
      }
      throw end;
    }
  }
}
