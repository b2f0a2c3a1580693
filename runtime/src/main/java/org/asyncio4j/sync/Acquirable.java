package org.asyncio4j.sync;

import org.asyncio4j.AsyncContextManager;
import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * What can be held for a while: a {@link Lock}, a {@link Semaphore}, a {@link Condition}'s lock.
 *
 * <p>{@code try (var held = await(lock.hold())) {...}} is Python's {@code async with lock}, and so
 * is {@code asyncWith(lock, nothing -> ...)}. To be used on the thread of one loop.
 */
public interface Acquirable extends AsyncContextManager<Void> {

  /**
   * Acquires, waiting in line for it if need be; if need not be, it does not suspend.
   *
   * @return a coroutine that returns null; awaiting it in a second loop may throw {@link
   *     IllegalStateException}: "is bound to a different event loop"
   */
  Coroutine<Void> acquire();

  /**
   * Gives back what was acquired, and lets the next in line have it.
   *
   * @throws RuntimeException if nothing was acquired, for those that can tell
   */
  void release();

  /** {@return whether acquiring would have to wait} */
  boolean locked();

  /**
   * Acquires for the length of a {@code try}.
   *
   * @return a coroutine that returns what releases on {@link Held#close()}
   */
  default Coroutine<Held> hold() {
    return new Hold(this);
  }

  /** {@link #acquire}. */
  @Override
  default Coroutine<Void> enter() {
    return acquire();
  }

  /** {@link #release}, when it is awaited. */
  @Override
  default Coroutine<Boolean> exit(@Nullable Throwable failure) {
    return new Action<>(getClass().getSimpleName() + ".exit", this::release);
  }
}
