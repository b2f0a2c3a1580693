package org.asyncio4j.integration.semantics;

import static org.asyncio4j.Asyncio.*;

import org.asyncio4j.Async;
import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.AsyncGenerator;
import org.asyncio4j.Coroutine;
import org.asyncio4j.StopAsyncIteration;
import org.junit.jupiter.api.Test;

/** {@code contextlib.asynccontextmanager}; the traces are Python's. */
class GeneratorManagerNeighboursTest extends Neighbours {
  @Test
  void handles() {
    assertTrace(handled(), "1", "handled v", "after");
  }

  @Async
  private AsyncGenerator<Integer> handling() {
    try {
      emit(1);
    } catch (IllegalArgumentException e) {
      print("handled", e);
    }
    return end();
  }

  @Async
  private Coroutine<Void> handled() {
    await(
        asyncWith(
            AsyncContextManager.of(handling()),
            x -> {
              print(x);
              throw new IllegalArgumentException("v");
            }));
    print("after");
    return done();
  }

  @Test
  void emitsTwice() {
    assertTrace(
        twice(),
        "closed",
        "generator didn't stop",
        "closed",
        "generator didn't stop after athrow()");
  }

  @Async
  private AsyncGenerator<Integer> emittingTwice() {
    try {
      emit(1);
    } catch (IllegalArgumentException e) {
      await(yieldNow());
    }
    try {
      emit(2);
    } finally {
      await(yieldNow());
      print("closed");
    }
    return end();
  }

  @Async
  private Coroutine<Void> twice() {
    try {
      await(asyncWith(AsyncContextManager.of(emittingTwice()), x -> done()));
    } catch (IllegalStateException e) {
      print(e);
    }
    try {
      await(
          asyncWith(
              AsyncContextManager.of(emittingTwice()),
              x -> {
                throw new IllegalArgumentException("v");
              }));
    } catch (IllegalStateException e) {
      print(e);
    }
    return done();
  }

  @Test
  void emitsNothing() {
    assertTrace(nothing(), "generator didn't yield");
  }

  @Async
  private AsyncGenerator<Integer> empty() {
    await(yieldNow());
    return end();
  }

  @Async
  private Coroutine<Void> nothing() {
    try {
      await(
          asyncWith(
              AsyncContextManager.of(empty()),
              x -> {
                print("never");
                return done();
              }));
    } catch (IllegalStateException e) {
      print(e);
    }
    return done();
  }

  @Test
  void replacesTheFailureOrPassesItOn() {
    assertTrace(replaced(), "KeyError ValueError('v')", "True", "True");
  }

  @Async
  private AsyncGenerator<Integer> replacing() {
    try {
      emit(1);
    } catch (IllegalArgumentException e) {
      ArrayIndexOutOfBoundsException other = new ArrayIndexOutOfBoundsException("k");
      other.initCause(e);
      throw other;
    }
    return end();
  }

  @Async
  private AsyncGenerator<Integer> plain() {
    emit(1);
    return end();
  }

  @Async
  private Coroutine<Void> replaced() {
    try {
      await(
          asyncWith(
              AsyncContextManager.of(replacing()),
              x -> {
                throw new IllegalArgumentException("v");
              }));
    } catch (ArrayIndexOutOfBoundsException e) {
      print("KeyError", PythonText.repr(e.getCause()));
    }
    RuntimeException[] failures = {new StopAsyncIteration(), new IllegalStateException("r")};
    for (RuntimeException failure : failures) {
      try {
        await(
            asyncWith(
                AsyncContextManager.of(plain()),
                x -> {
                  throw failure;
                }));
      } catch (RuntimeException e) {
        print(e == failure);
      }
    }
    return done();
  }
}
