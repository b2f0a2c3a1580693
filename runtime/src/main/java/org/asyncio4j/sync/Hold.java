package org.asyncio4j.sync;

import org.asyncio4j.Coroutine;
import org.jspecify.annotations.Nullable;

/** {@link Acquirable#hold}. */
final class Hold extends Coroutine<Held> {
  private final Acquirable acquirable;
  private boolean begun;

  Hold(Acquirable acquirable) {
    this.acquirable = acquirable;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure)
      throws Throwable {
    if (!begun) {
      begun = true;
      if (await(acquirable.acquire()) == SUSPENDED) {
        return SUSPENDED;
      }
    } else if (failure != null) {
      throw failure;
    }
    return new Held(acquirable);
  }

  @Override
  protected String qualifiedName() {
    return acquirable.getClass().getSimpleName() + ".hold";
  }
}
