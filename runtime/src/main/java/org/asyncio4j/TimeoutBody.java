package org.asyncio4j;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#timeout(Duration, AsyncFunction)}. */
final class TimeoutBody<T extends @Nullable Object> extends Limited<T> {
  /** Null once called. */
  private @Nullable AsyncFunction<? super Timeout, ? extends T, ?> body;

  TimeoutBody(@Nullable Duration delay, AsyncFunction<? super Timeout, ? extends T, ?> body) {
    super(Deadline.nanos(delay));
    this.body = Objects.requireNonNull(body, "timeout(delay, null): a body is required");
  }

  static <T extends @Nullable Object> Coroutine<T> of(
      @Nullable Duration delay, AsyncCallable<? extends T, ?> body) {
    Objects.requireNonNull(body, "timeout(delay, null): a body is required");
    return new TimeoutBody<T>(delay, limit -> body.call());
  }

  @Override
  String owner() {
    return Timeout.NAME;
  }

  @Override
  @Nullable Object begin(Deadline entered) throws Throwable {
    AsyncFunction<? super Timeout, ? extends T, ?> uncalled = Objects.requireNonNull(body);
    body = null;
    Coroutine<? extends T> coroutine = uncalled.apply(new Timeout(entered));
    return coroutine == null ? null : await(coroutine);
  }

  @Override
  @Nullable Throwable leave(Deadline entered, @Nullable Throwable failure) {
    return Timeout.leave(entered, failure);
  }

  @Override
  protected String qualifiedName() {
    return "timeout";
  }
}
