package org.asyncio4j;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A coroutine that calls a function and returns what that returns; it never suspends. */
final class Immediate<T extends @Nullable Object> extends Coroutine<T> {
  private final String name;
  private final Callable<T> function;

  Immediate(String name, Callable<T> function) {
    this.name = name;
    this.function = function;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    return function.call();
  }

  @Override
  protected String qualifiedName() {
    return name;
  }
}
