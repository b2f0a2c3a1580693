package org.asyncio4j.benchmarks.future;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asyncio4j.benchmarks.cases.HeapProbe;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Many chains. */
final class Spawning {
  private Spawning() {}

  static CompletableFuture<Long> spawn(int count) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int value = i;
      tasks.add(CompletableFuture.supplyAsync(() -> small(value), Executing.EXECUTOR));
    }
    return new Chains.Rounds(count, tasks::get).next();
  }

  static CompletableFuture<Long> sleepers(int count) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(
          CompletableFuture.supplyAsync(
              () -> 1,
              CompletableFuture.delayedExecutor(
                  Inputs.delay(i), TimeUnit.MILLISECONDS, Executing.EXECUTOR)));
    }
    return new Chains.Rounds(count, tasks::get).next();
  }

  static CompletableFuture<Long> suspended(int count) {
    List<CompletableFuture<Integer>> futures = new ArrayList<>(count);
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> future = new CompletableFuture<>();
      futures.add(future);
      tasks.add(hold(3, i, i + 1, i + 2, future, "held"));
    }
    HeapProbe.sample();
    for (CompletableFuture<Integer> future : futures) {
      future.complete(1);
    }
    return new Chains.Rounds(count, tasks::get).next();
  }

  private static CompletableFuture<Integer> hold(
      int a, int b, int c, int d, CompletableFuture<Integer> first, String second) {
    return (a == 1 ? first : hold(a - 1, b, c, d, first, second))
        .thenApply(
            value -> value + a + (c - b) + (d - b) + second.length() + (first.isDone() ? 0 : 1));
  }

  static CompletableFuture<Long> groups(int groups) {
    return new Chains.Rounds(
            groups,
            i -> {
              int[] count = new int[1];
              CompletableFuture<?>[] children = new CompletableFuture<?>[Inputs.CHILDREN];
              for (int child = 0; child < children.length; child++) {
                children[child] =
                    CompletableFuture.runAsync(() -> {}, Executing.EXECUTOR)
                        .thenRunAsync(() -> count[0]++, Executing.EXECUTOR);
              }
              return CompletableFuture.allOf(children).thenApply(ignored -> count[0]);
            })
        .next();
  }

  static CompletableFuture<Long> inTime(int calls) {
    return new Chains.Rounds(
            calls, i -> Executing.turn().thenApply(ignored -> 1).orTimeout(1, TimeUnit.HOURS))
        .next();
  }
}
