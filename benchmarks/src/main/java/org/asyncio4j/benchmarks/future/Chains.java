package org.asyncio4j.benchmarks.future;

import static org.asyncio4j.benchmarks.cases.Inputs.TASKS;
import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Yields and calls. */
final class Chains {
  private Chains() {}

  static CompletableFuture<Long> yielding(int yields) {
    return new Rounds(yields, i -> Executing.turn().thenApply(ignored -> 1)).next();
  }

  static CompletableFuture<Long> thousand(int yields) {
    List<CompletableFuture<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(
          CompletableFuture.supplyAsync(() -> yielding(yields / TASKS), Executing.EXECUTOR)
              .thenCompose(future -> future));
    }
    return new Rounds(TASKS, i -> tasks.get(i).thenApply(Long::intValue)).next();
  }

  static CompletableFuture<Long> coroutine(int awaits) {
    return new Rounds(awaits, Chains::value).next();
  }

  private static CompletableFuture<Integer> value(int i) {
    return CompletableFuture.completedFuture(small(i));
  }

  static CompletableFuture<Long> future(int awaits) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // As Java makes arrays of generic types.
    CompletableFuture<Integer>[] futures = new CompletableFuture[128];
    for (int i = 0; i < futures.length; i++) {
      futures[i] = value(i);
    }
    return new Rounds(awaits, i -> futures[small(i)]).next();
  }

  static CompletableFuture<Long> chain(int calls) {
    return new Rounds(calls, i -> link(Inputs.CHAIN)).next();
  }

  private static CompletableFuture<Integer> link(int depth) {
    return depth == 1
        ? Executing.turn().thenApply(ignored -> 1)
        : link(depth - 1).thenApply(below -> below + 1);
  }

  static CompletableFuture<Long> recursion(int descents) {
    return new Rounds(descents, i -> descend(Inputs.DEPTH)).next();
  }

  private static CompletableFuture<Integer> descend(int depth) {
    return depth == 1
        ? yielding(Inputs.LEAF_YIELDS).thenApply(count -> count.intValue() + 1)
        : descend(depth - 1).thenApply(count -> count + 1);
  }

  static CompletableFuture<Long> hotLoop(int rounds) {
    int[] data = Inputs.hotData();
    return new HotRounds(rounds, data).next();
  }

  /** Awaits one future after the other; by a loop as long as they are done, or they would nest. */
  static final class Rounds {
    private final int rounds;
    private final IntFunction<CompletableFuture<Integer>> body;
    private int round;
    private long sum;

    Rounds(int rounds, IntFunction<CompletableFuture<Integer>> body) {
      this.rounds = rounds;
      this.body = body;
    }

    CompletableFuture<Long> next() {
      CompletableFuture<Long> result = new CompletableFuture<>();
      advance(result);
      return result;
    }

    private void advance(CompletableFuture<Long> result) {
      while (round < rounds) {
        CompletableFuture<Integer> future = body.apply(round++);
        if (!future.isDone()) {
          future.thenAccept(
              value -> {
                sum += value;
                advance(result);
              });
          return;
        }
        sum += future.join();
      }
      result.complete(sum);
    }
  }

  private static final class HotRounds {
    private final int rounds;
    private final int[] data;
    private int round;
    private long sum;

    HotRounds(int rounds, int[] data) {
      this.rounds = rounds;
      this.data = data;
    }

    CompletableFuture<Long> next() {
      CompletableFuture<Long> result = new CompletableFuture<>();
      advance(result);
      return result;
    }

    private void advance(CompletableFuture<Long> result) {
      for (; round < rounds; round++) {
        int hash = round;
        for (int i = 0; i < data.length; i++) {
          hash += data[i] * 17 ^ i;
        }
        CompletableFuture<Void> checkpoint = checkpoint(round);
        sum += hash;
        if (!checkpoint.isDone()) {
          checkpoint.thenRun(
              () -> {
                round++;
                advance(result);
              });
          return;
        }
      }
      result.complete(sum);
    }

    private static CompletableFuture<Void> checkpoint(int round) {
      return (round & Inputs.SUSPENSION_MASK) == 0
          ? Executing.turn()
          : CompletableFuture.completedFuture(null);
    }
  }
}
