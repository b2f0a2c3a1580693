package org.asyncio4j.integration.stress;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.asyncio4j.Asyncio.allTasks;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.sleep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.asyncio4j.Async;
import org.asyncio4j.CancelledError;
import org.asyncio4j.Coroutine;
import org.asyncio4j.ExceptionContext;
import org.asyncio4j.Runner;
import org.asyncio4j.Task;
import org.asyncio4j.integration.support.VirtualTime;
import org.asyncio4j.sync.BoundedSemaphore;
import org.asyncio4j.sync.CapacityLimiter;
import org.asyncio4j.sync.LifoQueue;
import org.asyncio4j.sync.Lock;
import org.asyncio4j.sync.PriorityQueue;
import org.asyncio4j.sync.Queue;
import org.asyncio4j.sync.Semaphore;

/** One seed: so many tasks that visit arenas at random, and one that cancels them at random. */
final class StressRun {
  private static final int MOST_AT_ONCE = 120;

  /** Rounds of relief after which whoever still waits has not been woken. */
  private static final int ROUNDS = 5_000;

  private final Chance chance;
  private final int count;
  private final CapacityLimiter limiter = new CapacityLimiter(2);
  private final List<Arena> arenas = new ArrayList<>();
  private final NestArena nest;
  private final List<Task<Void>> live = new ArrayList<>();
  private final Set<Task<?>> cancelled = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<ExceptionContext> reports = new ArrayList<>();
  private boolean allCreated;

  private StressRun(long seed, int count) {
    this.chance = new Chance(seed);
    this.count = count;
    addArenas();
    nest = new NestArena(chance, List.copyOf(arenas));
    arenas.add(nest);
    arenas.add(nest);
    arenas.add(nest);
  }

  private void addArenas() {
    arenas.add(new HoldArena(chance, new Lock(), 1, () -> 1, "<Lock [unlocked]>"));
    arenas.add(
        new HoldArena(chance, new Semaphore(3), 3, () -> 3, "<Semaphore [unlocked, value:3]>"));
    arenas.add(
        new HoldArena(
            chance, new BoundedSemaphore(2), 2, () -> 2, "<BoundedSemaphore [unlocked, value:2]>"));
    arenas.add(
        new HoldArena(
            chance,
            limiter,
            4,
            limiter::totalTokens,
            "<CapacityLimiter [unlocked, borrowed:0/2]>"));
    Deque<Integer> first = new ArrayDeque<>();
    arenas.add(new QueueArena(chance, new Queue<>(2), first, first::pollFirst));
    Deque<Integer> last = new ArrayDeque<>();
    arenas.add(new QueueArena(chance, new LifoQueue<>(3), last, last::pollLast));
    TreeSet<Integer> smallest = new TreeSet<>();
    arenas.add(new QueueArena(chance, new PriorityQueue<>(4), smallest, smallest::pollFirst));
    arenas.add(new ChannelArena(chance));
    arenas.add(new BufferArena(chance));
    arenas.add(new MeetingArena(chance));
  }

  /**
   * Runs it, and throws if anything does not hold.
   *
   * @param seed what all decisions are made of
   * @param count how many tasks to make at least
   * @return how many there were
   */
  static int run(long seed, int count) {
    StressRun run = new StressRun(seed, count);
    try (Runner runner = VirtualTime.runner()) {
      runner.getLoop().setExceptionHandler((loop, report) -> run.reports.add(report));
      runner.run(run.main());
    }
    Arena.check(run.reports.isEmpty(), "reported: " + run.reports);
    return count + run.nest.children();
  }

  @Async
  private Coroutine<Void> main() {
    Task<Void> chaos = createTask(cancelAtRandom(), "chaos");
    Task<Void> checker = createTask(checkWhenIdle(), "checker");
    for (int created = 0; created < count; created++) {
      live.add(createTask(visitor(), "visitor " + created));
      if (chance.oneIn(8)) {
        limiter.setTotalTokens(1 + chance.below(4));
        await(chance.pause());
      }
      while (live.size() >= MOST_AT_ONCE) {
        await(relieveAll());
      }
    }
    allCreated = true;
    await(chaos);
    for (int round = 0; round < ROUNDS && !live.isEmpty(); round++) {
      await(relieveAll());
    }
    checker.cancel();
    try {
      await(checker);
    } catch (CancelledError e) {
      Arena.check(checker.isCancelled(), "cancelled by nobody: main");
    }
    Arena.check(live.isEmpty(), "never woken: " + live);
    Arena.check(allTasks().size() == 1, "left behind: " + allTasks());
    limiter.setTotalTokens(2);
    for (Arena arena : Set.copyOf(arenas)) {
      arena.checkLeft();
    }
    return done();
  }

  @Async
  private Coroutine<Void> visitor() {
    for (int visits = 1 + chance.below(2); visits > 0; visits--) {
      await(chance.pick(arenas).visit());
    }
    return done();
  }

  @Async
  private Coroutine<Void> cancelAtRandom() {
    while (!allCreated) {
      await(chance.pause());
      if (!live.isEmpty()) {
        Task<Void> victim = chance.pick(live);
        if (victim.cancel()) {
          cancelled.add(victim);
        }
      }
    }
    return done();
  }

  /**
   * Virtual time goes on when all that is ready has run, and nobody else is about to be woken
   * between two milliseconds.
   */
  @Async
  private Coroutine<Void> checkWhenIdle() {
    await(sleep(ofNanos(500_000)));
    while (true) {
      for (Arena arena : arenas) {
        arena.checkIdle();
      }
      await(sleep(ofMillis(1)));
    }
  }

  @Async
  private Coroutine<Void> relieveAll() {
    List<Task<Void>> reliefs = new ArrayList<>();
    for (Arena arena : arenas) {
      reliefs.add(createTask(arena.relieve()));
    }
    await(sleep(ofMillis(2)));
    // What relieves a buffer has to wait for its lock.
    live.addAll(reliefs);
    live.removeIf(this::isOver);
    return done();
  }

  private boolean isOver(Task<Void> task) {
    if (!task.isDone()) {
      return false;
    }
    if (task.isCancelled()) {
      Arena.check(cancelled.remove(task), "cancelled by nobody: " + task);
      return true;
    }
    cancelled.remove(task);
    Throwable failure = task.exception();
    if (failure != null && !(failure instanceof Mishap)) {
      throw new AssertionError(Objects.toString(failure), failure);
    }
    return true;
  }
}
