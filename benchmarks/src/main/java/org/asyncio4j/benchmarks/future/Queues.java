package org.asyncio4j.benchmarks.future;

import static org.asyncio4j.benchmarks.cases.Inputs.small;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.asyncio4j.benchmarks.cases.Inputs;

/** Two chains and what passes between them. */
final class Queues {
  private Queues() {}

  static CompletableFuture<Long> pingPong(int rounds) {
    Line there = new Line(1);
    Line back = new Line(1);
    Executing.EXECUTOR.execute(
        () ->
            new Chains.Rounds(rounds, i -> there.get().thenCompose(item -> back.put(item))).next());
    return new Chains.Rounds(rounds, i -> there.put(small(i)).thenCompose(ignored -> back.get()))
        .next();
  }

  static CompletableFuture<Long> produce(int items) {
    Line line = new Line(Inputs.PLACES);
    Executing.EXECUTOR.execute(() -> new Chains.Rounds(items, i -> line.put(small(i))).next());
    return new Chains.Rounds(items, i -> line.get()).next();
  }

  /** A queue for one thread, whose operations return futures. */
  private static final class Line {
    private static final CompletableFuture<Integer> DONE = CompletableFuture.completedFuture(0);

    private final int places;
    private final ArrayDeque<Integer> items = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<Integer>> getters = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<Integer>> putters = new ArrayDeque<>();

    Line(int places) {
      this.places = places;
    }

    CompletableFuture<Integer> put(Integer item) {
      if (items.size() < places) {
        add(item);
        return DONE;
      }
      CompletableFuture<Integer> turn = new CompletableFuture<>();
      putters.add(turn);
      return turn.thenCompose(ignored -> put(item));
    }

    private void add(Integer item) {
      items.add(item);
      wakeOne(getters);
    }

    CompletableFuture<Integer> get() {
      Integer item = items.poll();
      if (item != null) {
        wakeOne(putters);
        return CompletableFuture.completedFuture(item);
      }
      CompletableFuture<Integer> turn = new CompletableFuture<>();
      getters.add(turn);
      return turn.thenCompose(ignored -> get());
    }

    /** In a turn of its own, as what is woken may call the queue again. */
    private static void wakeOne(ArrayDeque<CompletableFuture<Integer>> line) {
      CompletableFuture<Integer> turn = line.poll();
      if (turn != null) {
        turn.completeAsync(() -> 0, Executing.EXECUTOR);
      }
    }
  }
}
