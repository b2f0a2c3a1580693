package org.asyncio4j;

import java.util.List;

/**
 * A future, where it stands, and who awaits it; made by {@link Asyncio#captureCallGraph()}. Mirrors
 * {@code asyncio.FutureCallGraph}.
 *
 * @param future the future or task
 * @param callStack the frames of a task's coroutines, innermost first; empty for a plain future
 * @param awaitedBy the tasks that await it, through {@code gather}, {@code wait}, {@code shield} or
 *     a task group too
 */
public record FutureCallGraph(
    Future<?> future, List<FrameCallGraphEntry> callStack, List<FutureCallGraph> awaitedBy) {
  /**
   * Makes a node.
   *
   * @param future the future or task
   * @param callStack its frames, innermost first
   * @param awaitedBy the tasks that await it
   */
  public FutureCallGraph {
    callStack = List.copyOf(callStack);
    awaitedBy = List.copyOf(awaitedBy);
  }
}
