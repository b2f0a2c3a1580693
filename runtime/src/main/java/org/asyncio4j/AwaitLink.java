package org.asyncio4j;

import org.jspecify.annotations.Nullable;

/**
 * A done callback behind which somebody waits, though not for this very future: {@link CallGraphs}
 * goes on there.
 */
interface AwaitLink {
  /** {@return the task that waits, or a future that it awaits; null if nobody does} */
  @Nullable Future<?> waiting();
}
