package org.asyncio4j;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#waitFor}: an await within a {@link Timeout}, in the task that awaits. */
final class WaitFor<T extends @Nullable Object> extends Limited<T> {
  /** An {@link Awaitable} or a {@link CompletionStage}; null once it is awaited. */
  private @Nullable Object awaited;

  private WaitFor(Object awaited, long delay) {
    super(delay);
    this.awaited = awaited;
  }

  static <T extends @Nullable Object> Coroutine<T> of(Object awaited, @Nullable Duration timeout) {
    Objects.requireNonNull(
        awaited, "waitFor(null, ...): a Coroutine, Future, Task or CompletionStage is required");
    long delay = Deadline.nanos(timeout);
    return timeout != null && delay <= 0
        ? new WaitForNone<>(awaited)
        : new WaitFor<>(awaited, delay);
  }

  @Override
  String owner() {
    return Timeout.NAME;
  }

  @Override
  @Nullable Object begin(Deadline entered) throws Throwable {
    return begin();
  }

  private @Nullable Object begin() throws Throwable {
    Object target = awaited;
    awaited = null;
    return target instanceof CompletionStage<?> stage ? await(stage) : await((Awaitable<?>) target);
  }

  @Override
  @Nullable Throwable leave(Deadline entered, @Nullable Throwable failure) {
    return Timeout.leave(entered, failure);
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (hasBegun()) {
      return super.resume(value, failure);
    }
    if (awaited == null) {
      // What was done by then has failed.
      throw Objects.requireNonNull(failure);
    }
    if (!isDone()) {
      return super.resume(value, failure);
    }
    // No time passes: nobody can tell that there is no timer.
    Deadline.currentTask(EventLoop.running(), Timeout.NAME);
    return begin();
  }

  private boolean isDone() {
    return awaited instanceof Future<?> future
        ? future.isDone()
        : awaited instanceof CompletionStage<?> stage && StageBridge.done(stage) != null;
  }

  @Override
  protected String qualifiedName() {
    return "waitFor";
  }
}
