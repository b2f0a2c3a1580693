package org.asyncio4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.asyncio4j.torture.program.RandomPrograms;
import org.junit.jupiter.api.Test;

class RandomProgramsIT {
  private static final long SEED = Long.getLong("torture.seed");
  private static final Duration TIME = Duration.ofMinutes(Long.getLong("torture.minutes"));

  @Test
  void suspendedProgramsEndAsTheirPlainTwins() {
    RandomPrograms programs = new RandomPrograms(SEED);
    programs.run(TIME);
    System.out.println("random programs from seed " + SEED + ": " + programs);
    assertThat(programs.failures()).isEmpty();
    assertThat(programs.invalid()).isEmpty();
    assertThat(programs.tooLarge()).isLessThanOrEqualTo(1 + programs.programs() / 200);
  }
}
