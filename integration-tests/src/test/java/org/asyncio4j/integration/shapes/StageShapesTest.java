package org.asyncio4j.integration.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncio4j.Asyncio.*;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Awaits of {@link CompletionStage}s, completed before the await, by the loop, and by another
 * thread.
 */
class StageShapesTest {
  @Async
  private static Coroutine<String> sum(CompletionStage<Integer> stage) {
    long below = 1L << 40;
    return done("sum " + (below + await(stage)));
  }

  @Test
  void completedBefore() {
    assertThat(VirtualTime.<String>run(sum(CompletableFuture.completedFuture(1))))
        .isEqualTo("sum " + ((1L << 40) + 1));
  }

  @Async
  private static Coroutine<String> completesInLoop() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    getRunningLoop().callSoon(() -> stage.complete(2));
    return done(await(sum(stage)));
  }

  @Test
  void completedByTheLoop() {
    assertThat(VirtualTime.<String>run(completesInLoop())).isEqualTo("sum " + ((1L << 40) + 2));
  }

  /** The loop has no timer and nothing to run: it must wait for the other thread. */
  @Test
  void completedByAnotherThread() {
    assertThat(VirtualTime.<String>run(sum(CompletableFuture.supplyAsync(() -> 3))))
        .isEqualTo("sum " + ((1L << 40) + 3));
  }

  @Async
  private static Coroutine<Thread> threadAfterAwait(CompletionStage<?> stage) {
    await(stage);
    return done(Thread.currentThread());
  }

  @Test
  void bodyGoesOnInTheThreadOfItsLoop() {
    assertThat(VirtualTime.<Thread>run(threadAfterAwait(CompletableFuture.runAsync(() -> {}))))
        .isSameAs(Thread.currentThread());
  }

  @Test
  void aMinimalStageIsAwaitedLikeAnyOther() {
    assertThat(VirtualTime.<String>run(sum(CompletableFuture.completedStage(20))))
        .isEqualTo("sum " + ((1L << 40) + 20));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failureArrivesUnwrapped(boolean later) {
    IOException disk = new IOException("disk");
    CompletableFuture<String> failed =
        later
            ? CompletableFuture.runAsync(() -> {})
                .thenCompose(x -> CompletableFuture.failedFuture(disk))
            : CompletableFuture.failedFuture(disk);
    // A stage that depends on the failed one has its exception inside a CompletionException.
    CompletionStage<String> dependent = failed.thenApply(text -> text + "!");
    assertThatThrownBy(() -> VirtualTime.run(threadAfterAwait(dependent))).isSameAs(disk);
  }

  @Async
  private static Coroutine<Boolean> cancelsTheAwait(CompletableFuture<Void> stage) {
    Task<Thread> task = createTask(threadAfterAwait(stage));
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      return done(stage.isCancelled());
    }
    return done(false);
  }

  @Test
  void cancellingTheAwaitCancelsTheStage() {
    assertThat(VirtualTime.<Boolean>run(cancelsTheAwait(new CompletableFuture<>()))).isTrue();
  }
}
