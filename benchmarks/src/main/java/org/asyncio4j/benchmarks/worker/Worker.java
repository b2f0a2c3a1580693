package org.asyncio4j.benchmarks.worker;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.HeapProbe;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;

/**
 * Warms up, prints {@code ready}, and then answers each line of standard input with a round: the
 * number of operations, nanoseconds elapsed, nanoseconds of the processor, bytes allocated by this
 * thread, and bytes held.
 */
public final class Worker {
  private static final int FEWEST_WARM_UPS = 2;

  /** What takes longer has warmed up in the course of it. */
  private static final long LONG_RUN = 2_000_000_000L;

  private static final int MOST_OPERATIONS = 1_000_000_000;

  private final ProcessorTime processorTime = new ProcessorTime();
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final Case measured;
  private final Program program;

  private Worker(Case measured, Program program) {
    this.measured = measured;
    this.program = program;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args the class of the {@link Programs}, the name of the {@link Case}, milliseconds to
   *     warm up, milliseconds of a round
   */
  public static void main(String[] args) throws Exception {
    Programs programs =
        Class.forName(args[0]).asSubclass(Programs.class).getConstructor().newInstance();
    Case measured = Case.valueOf(args[1]);
    Program program = programs.programs().get(measured);
    if (program == null) {
      throw new IllegalArgumentException(args[0] + " has no " + measured);
    }
    new Worker(measured, program).run(Long.parseLong(args[2]), Long.parseLong(args[3]));
    // Not all rivals end their threads.
    System.exit(0);
  }

  private void run(long warmUpMillis, long roundMillis) throws Exception {
    int operations = warmUp(warmUpMillis * 1_000_000, roundMillis * 1_000_000);
    System.out.println("ready");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (orders.readLine() != null) {
      round(operations);
    }
  }

  /** {@return how many operations make a round} */
  private int warmUp(long warmUpNanos, long roundNanos) throws Exception {
    long begin = System.nanoTime();
    int operations =
        measured.fixedOperations() > 0 ? measured.fixedOperations() : measured.granularity();
    int runs = 0;
    long last;
    do {
      long start = System.nanoTime();
      check(operations, program.run(operations));
      last = Math.max(1, System.nanoTime() - start);
      runs++;
      if (measured.fixedOperations() == 0) {
        operations = rounded(operations * Math.min(2, (double) roundNanos / last));
      }
    } while (System.nanoTime() - begin < warmUpNanos
        || (runs < FEWEST_WARM_UPS && last < LONG_RUN)
        || (measured.fixedOperations() == 0 && last < roundNanos / 2));
    return operations;
  }

  private int rounded(double operations) {
    int granularity = measured.granularity();
    long multiple = Math.max(1, Math.round(operations / granularity)) * granularity;
    return (int) Math.min(MOST_OPERATIONS / granularity * granularity, multiple);
  }

  private void round(int operations) throws Exception {
    HeapProbe.sample();
    long heldBefore = HeapProbe.used();
    long processor = processorTime.read();
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long start = System.nanoTime();
    long result = program.run(operations);
    long elapsed = System.nanoTime() - start;
    allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    processor = processorTime.read() - processor;
    check(operations, result);
    System.out.printf(
        "%d %d %d %d %d%n",
        operations, elapsed, processor, allocated, HeapProbe.used() - heldBefore);
  }

  private void check(int operations, long result) {
    if (result != measured.expected(operations)) {
      throw new IllegalStateException(
          "%s of %d operations returned %d instead of %d"
              .formatted(measured.id(), operations, result, measured.expected(operations)));
    }
  }
}
