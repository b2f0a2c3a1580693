package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * {@link Asyncio#sleep(java.time.Duration)} and {@link Asyncio#yieldNow}. Leaves its place to the
 * future of its timer, or to a bare yield if there is no time to sleep, so that whoever awaits the
 * sleep awaits that.
 */
final class Sleep extends Coroutine<Void> {
  /** The {@link Coroutine#awaitee} of a coroutine that yields. */
  static final Object BARE = new Object();

  private final long nanos;
  private boolean begun;

  Sleep(long nanos) {
    this.nanos = nanos;
  }

  /**
   * The most frequent suspension of all: the awaiter may as well wait itself, and the JIT can drop
   * the sleep.
   */
  @Override
  public Object startFor(Coroutine<?> awaiter) {
    skip();
    return nanos > 0 ? awaiter.suspendWith(startTimer(nanos)) : awaiter.suspendBare();
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      return nanos > 0 ? tail(startTimer(nanos)) : SUSPENDED;
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** Not of an instance: that would be handed over, and the JIT could not drop it. */
  private static Future<?> startTimer(long nanos) {
    EventLoop loop = EventLoop.running();
    SleepFuture future = new SleepFuture(loop);
    loop.addTimer(Durations.after(loop.nanoTime(), nanos), future);
    return future;
  }

  @Override
  protected String qualifiedName() {
    return "sleep";
  }
}
