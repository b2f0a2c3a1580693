package org.asyncio4j;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stage that the thread of a loop completes, so that another loop that awaits it knows who is at
 * work.
 */
final class LoopStage<T extends @Nullable Object> extends CompletableFuture<T> {
  final EventLoop loop;

  LoopStage(EventLoop loop) {
    this.loop = loop;
  }

  /** Stages that depend on this one are the loop's as well. */
  @Override
  public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    return new LoopStage<>(loop);
  }
}
