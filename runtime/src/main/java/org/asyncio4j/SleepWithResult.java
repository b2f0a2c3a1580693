package org.asyncio4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#sleep(Duration, Object)}. */
final class SleepWithResult<T extends @Nullable Object> extends Coroutine<T> {
  private final long nanos;
  private final T result;
  private boolean begun;

  SleepWithResult(Duration delay, T result) {
    this.nanos = Durations.nanos(delay);
    this.result = result;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      return await(new Sleep(nanos));
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
