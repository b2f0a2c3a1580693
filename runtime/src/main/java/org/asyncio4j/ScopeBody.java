package org.asyncio4j;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#moveOnAfter(Duration, AsyncFunction)}. */
final class ScopeBody<T extends @Nullable Object> extends Limited<@Nullable T> {
  /** Null once called. */
  private @Nullable AsyncFunction<? super CancelScope, ? extends T, ?> body;

  /** Null before the body is called. */
  private @Nullable CancelScope scope;

  ScopeBody(@Nullable Duration delay, AsyncFunction<? super CancelScope, ? extends T, ?> body) {
    super(Deadline.nanos(delay));
    this.body = Objects.requireNonNull(body, "moveOnAfter(delay, null): a body is required");
  }

  static <T extends @Nullable Object> Coroutine<@Nullable T> of(
      @Nullable Duration delay, AsyncCallable<? extends T, ?> body) {
    Objects.requireNonNull(body, "moveOnAfter(delay, null): a body is required");
    return new ScopeBody<T>(delay, scope -> body.call());
  }

  @Override
  String owner() {
    return CancelScope.NAME;
  }

  @Override
  @Nullable Object begin(Deadline entered) throws Throwable {
    AsyncFunction<? super CancelScope, ? extends T, ?> uncalled = Objects.requireNonNull(body);
    body = null;
    CancelScope own = new CancelScope(entered);
    scope = own;
    Coroutine<? extends T> coroutine = uncalled.apply(own);
    return coroutine == null ? null : await(coroutine);
  }

  @Override
  @Nullable Throwable leave(Deadline entered, @Nullable Throwable failure) {
    return Objects.requireNonNull(scope).leave(failure) ? null : failure;
  }

  @Override
  protected String qualifiedName() {
    return "moveOnAfter";
  }
}
