package org.asyncio4j.sync;

import org.jspecify.annotations.Nullable;

/** What is held between {@link Acquirable#hold()} and the end of a {@code try}. */
public final class Held implements AutoCloseable {
  /** Null once released. */
  private @Nullable Acquirable acquired;

  Held(Acquirable acquired) {
    this.acquired = acquired;
  }

  /**
   * Releases. Does nothing if that was done before.
   *
   * @throws RuntimeException what {@link Acquirable#release()} throws if others have released it
   */
  @Override
  public void close() {
    Acquirable held = acquired;
    if (held != null) {
      acquired = null;
      held.release();
    }
  }
}
