package org.asyncio4j.benchmarks.cases;

/** One case as one rival does it. */
@FunctionalInterface
public interface Program {
  /**
   * Runs the case.
   *
   * @param operations how many operations
   * @return {@link Case#expected} of as many operations, or the rival is wrong
   */
  long run(int operations) throws Exception;
}
