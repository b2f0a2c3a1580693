package org.asyncio4j.integration.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Tasks without number, cancelled and failing wherever they are: nobody waits for ever, nothing is
 * lost, nobody overtakes, nothing is left behind.
 */
class StressTest {
  private static final int TASKS_OF_A_SEED = 5_000;

  @Test
  void everythingHoldsWhateverIsCancelled() {
    long first = Long.getLong("asyncio4j.stress.seed", 1);
    int tasks = Integer.getInteger("asyncio4j.stress.tasks", 60_000);
    int made = 0;
    for (long seed = first; made < tasks; seed++) {
      try {
        made += StressRun.run(seed, TASKS_OF_A_SEED);
      } catch (Throwable t) {
        throw new AssertionError("seed " + seed + ", -Dstress.seed=" + seed + ": " + t, t);
      }
    }
    assertThat(made).isGreaterThanOrEqualTo(tasks);
  }
}
