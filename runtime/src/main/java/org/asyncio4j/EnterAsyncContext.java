package org.asyncio4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link AsyncExitStack#enterAsyncContext}: what was entered goes onto the stack. */
final class EnterAsyncContext<A extends @Nullable Object> extends Coroutine<A> {
  private final AsyncExitStack stack;
  private final AsyncContextManager<? extends A> manager;
  private boolean begun;

  EnterAsyncContext(AsyncExitStack stack, AsyncContextManager<? extends A> manager) {
    this.stack = stack;
    this.manager =
        Objects.requireNonNull(manager, "enterAsyncContext(null): a manager is required");
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (failure != null) {
      throw failure;
    }
    Object entered = value;
    if (!begun) {
      begun = true;
      entered = await(manager.enter());
      if (entered == SUSPENDED) {
        return SUSPENDED;
      }
    }
    stack.pushAsyncExit(manager);
    return entered;
  }

  @Override
  protected String qualifiedName() {
    return "AsyncExitStack.enterAsyncContext";
  }
}
