package org.asyncio4j;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The executor of a loop's blocking calls: made at the first, shut down once. Confined to the
 * loop's thread.
 */
final class DefaultExecutor {
  private @Nullable Executor executor;
  private boolean shutdownCalled;

  void set(Executor replacement) {
    executor = replacement;
  }

  /** The executor, which is made now if need be. */
  Executor get() {
    if (shutdownCalled) {
      throw new IllegalStateException("Executor shutdown has been called");
    }
    Executor current = executor;
    if (current == null) {
      current = BlockingThreads.newExecutor();
      executor = current;
    }
    return current;
  }

  /**
   * Refuses further calls.
   *
   * @return what has to be shut down; null if there is nothing
   */
  @Nullable ExecutorService retire() {
    shutdownCalled = true;
    return executor instanceof ExecutorService service ? service : null;
  }

  /** Has the threads end when they have done what they were given. */
  void close() {
    ExecutorService service = retire();
    executor = null;
    if (service != null) {
      service.shutdown();
    }
  }
}
