package org.asyncio4j.integration.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import org.asyncio4j.Coroutine;
import org.asyncio4j.integration.support.VirtualTime;
import org.jspecify.annotations.Nullable;

/** Small programs beside the given scenarios, each a coroutine that prints. */
abstract class Neighbours {
  private Scenario scenario = new Recorder();

  final void print(@Nullable Object... values) {
    scenario.print(values);
  }

  /** Runs a program under virtual time, and compares what it prints. */
  final void assertTrace(Coroutine<Void> main, String... lines) {
    scenario = new Recorder();
    VirtualTime.run(main);
    assertThat(scenario.trace()).containsExactly(lines);
  }

  private static final class Recorder extends Scenario {
    @Override
    void module() {}
  }
}
