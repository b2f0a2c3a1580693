package org.asyncio4j.benchmarks.cases;

import java.util.Locale;
import java.util.function.IntToLongFunction;

/** What is measured. The names are those of the command line and of the Python script. */
public enum Case {
  YIELD_ONE("one task yields"),
  YIELD_THOUSAND("1000 tasks yield in turn", Inputs.TASKS, 0, n -> n),
  AWAIT_COROUTINE("await a coroutine that does not suspend", 1, 0, Inputs::smallSum),
  AWAIT_FUTURE("await a future that is done", 1, 0, Inputs::smallSum),
  CHAIN("chain of 10, the leaf yields", 1, 0, n -> 10L * n),
  RECURSION(
      "recursion 1000 deep, the leaf yields 100 times",
      1,
      0,
      n -> (long) n * (Inputs.DEPTH + Inputs.LEAF_YIELDS)),
  HOT_LOOP("hot numeric loop beside an await", 1, 0, Inputs::hotSum),
  INNER_LOOP("await in the hot loop itself, never taken", 1, 0, Inputs::hotSum),
  SPAWN("spawn and join, 1 M tasks", 1, 1_000_000, Inputs::smallSum),
  SLEEP("1 M sleepers, CPU each", 1, 1_000_000, n -> n),
  PING_PONG("ping-pong over two queues of 1", 1, 0, Inputs::smallSum),
  PRODUCE("producer, consumer, queue of 128", 1, 0, Inputs::smallSum),
  MEMORY("bytes held by a suspended task, 3 frames", 1, 200_000, n -> 28L * n),
  GROUPS("task group of 10 children, each yields", 1, 0, n -> 10L * n),
  WAIT_FOR("waitFor, the work finishes", 1, 1_000_000, n -> n),
  CANCEL("100,000 tasks made, suspended and cancelled", 1, 100_000, n -> n),
  GENERATOR("item of an async generator", 1, 0, Inputs::smallSum),
  CONTEXT("context variable read at each of 10 frames", 1, 0, n -> 10L * n * Inputs.CONTEXT_VALUE),
  THREADSAFE("callback handed over by 2 other threads", 2, 0, n -> n);

  private final String title;
  private final int granularity;
  private final int fixedOperations;
  private final IntToLongFunction expected;

  Case(String title) {
    this(title, 1, 0, n -> n);
  }

  Case(String title, int granularity, int fixedOperations, IntToLongFunction expected) {
    this.title = title;
    this.granularity = granularity;
    this.fixedOperations = fixedOperations;
    this.expected = expected;
  }

  /** {@return what the table calls it} */
  public String title() {
    return title;
  }

  /** {@return what the command line calls it} */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what the number of operations must be a multiple of} */
  public int granularity() {
    return granularity;
  }

  /** {@return the number of operations; 0 if it is as many as take the time of a round} */
  public int fixedOperations() {
    return fixedOperations;
  }

  /** {@return whether many tasks exist at once, for which the heap must be large} */
  public boolean isLarge() {
    return fixedOperations > 0;
  }

  /** {@return whether it is bytes that are measured, not time} */
  public boolean isMemory() {
    return this == MEMORY;
  }

  /** {@return whether the processor time counts, as most of the elapsed time is slept} */
  public boolean isSlept() {
    return this == SLEEP;
  }

  /** {@return whether the elapsed time counts, as threads begin and end in the course of it} */
  public boolean isThreaded() {
    return this == THREADSAFE;
  }

  /** {@return whether it stands in the table of the goals} */
  public boolean isOfTheGoals() {
    return ordinal() <= MEMORY.ordinal() && this != AWAIT_FUTURE && this != INNER_LOOP;
  }

  /**
   * The right result.
   *
   * @param operations how many operations were run
   * @return what {@link Program#run} must return
   */
  public long expected(int operations) {
    return expected.applyAsLong(operations);
  }
}
