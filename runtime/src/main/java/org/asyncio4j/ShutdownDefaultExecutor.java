package org.asyncio4j;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventLoop#shutdownDefaultExecutor}: a thread waits for the executor's, so that the loop
 * goes on meanwhile.
 */
final class ShutdownDefaultExecutor extends Coroutine<Void> {
  private final EventLoop loop;

  /** Of real time on any clock, as that is what threads live in. Null for no limit. */
  private final @Nullable Duration timeout;

  private boolean begun;

  ShutdownDefaultExecutor(EventLoop loop, @Nullable Duration timeout) {
    this.loop = loop;
    this.timeout = timeout;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (begun) {
      return reported(value);
    }
    begun = true;
    ExecutorService executor = loop.defaultExecutor.retire();
    if (executor == null) {
      return null;
    }
    Object joined =
        await(
            ExecutorCall.submit(() -> shutDown(executor), ShutdownDefaultExecutor::onThread, loop));
    return joined == SUSPENDED ? SUSPENDED : reported(joined);
  }

  private static void onThread(Runnable body) {
    Thread thread = new Thread(body, "asyncio_shutdown");
    thread.setDaemon(true);
    thread.start();
  }

  private boolean shutDown(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    long nanos = timeout == null ? Long.MAX_VALUE : Math.max(0, Durations.nanos(timeout));
    // The common pool refuses to be shut down: then there is nothing to wait for.
    return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS) || !executor.isShutdown();
  }

  private @Nullable Object reported(@Nullable Object joined) {
    if (Boolean.FALSE.equals(joined) && timeout != null) {
      String seconds =
          BigDecimal.valueOf(timeout.toNanos(), 9).stripTrailingZeros().toPlainString();
      FailureReports.print(
          "The executor did not finishing joining its threads within " + seconds + " seconds.");
    }
    return null;
  }

  @Override
  protected String qualifiedName() {
    return "shutdownDefaultExecutor";
  }
}
