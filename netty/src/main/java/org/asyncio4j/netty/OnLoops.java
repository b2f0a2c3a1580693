package org.asyncio4j.netty;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.asyncio4j.Asyncio;
import org.asyncio4j.Coroutine;
import org.asyncio4j.EventLoop;
import org.jspecify.annotations.Nullable;

/** Has loops do something, and waits for it. */
final class OnLoops {
  private OnLoops() {}

  /** Makes a coroutine, on its loop's thread. */
  @FunctionalInterface
  interface Making<T extends @Nullable Object> {
    Coroutine<T> make() throws IOException;
  }

  static void checkMayWait() {
    if (Asyncio.isRunning()) {
      throw new IllegalStateException(
          "this waits for other threads, so it cannot be called where an event loop runs; hand it to"
              + " toThread");
    }
  }

  /** Begins something; dropped if the loop is closed. */
  static void post(EventLoop loop, Runnable task) {
    try {
      loop.callSoonThreadsafe(task);
    } catch (IllegalStateException e) {
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  /**
   * Has a coroutine made and run.
   *
   * @throws IllegalStateException if the loop is closed; if it is closed later, the outcome is
   */
  static <T extends @Nullable Object> CompletableFuture<T> begin(EventLoop loop, Making<T> making) {
    return Asyncio.runCoroutineThreadsafe(new Made<>(making), loop);
  }

  /** Waits for an outcome. */
  static <T extends @Nullable Object> T await(CompletableFuture<T> outcome) throws IOException {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** What is made when it begins. */
  private static final class Made<T extends @Nullable Object> extends Coroutine<T> {
    private final Making<T> making;

    Made(Making<T> making) {
      this.making = making;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
        throws Throwable {
      return tail(making.make());
    }
  }
}
