package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that does something at once and returns null.
 *
 * @param <T> what it returns null for: nothing, or no
 */
final class Action<T extends @Nullable Object> extends Coroutine<T> {
  private final String name;
  private final Runnable action;

  Action(String name, Runnable action) {
    this.name = name;
    this.action = action;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure) {
    action.run();
    return null;
  }

  @Override
  protected String qualifiedName() {
    return name;
  }
}
