package org.asyncio4j.benchmarks.cases;

/** Looks at the heap while the tasks of {@link Case#MEMORY} are suspended. */
public final class HeapProbe {
  private static long used;

  private HeapProbe() {}

  /** Collects what is garbage and notes the rest. */
  public static void sample() {
    Runtime runtime = Runtime.getRuntime();
    // The second finds what finalizers and reference queues let go of.
    System.gc();
    System.gc();
    used = runtime.totalMemory() - runtime.freeMemory();
  }

  /** {@return bytes of the heap that were in use at the last {@link #sample}} */
  public static long used() {
    return used;
  }
}
