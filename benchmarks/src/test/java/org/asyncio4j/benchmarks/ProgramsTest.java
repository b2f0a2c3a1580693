package org.asyncio4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncio4j.benchmarks.asyncio.AsyncioPrograms;
import org.asyncio4j.benchmarks.cases.Case;
import org.asyncio4j.benchmarks.cases.Program;
import org.asyncio4j.benchmarks.cases.Programs;
import org.asyncio4j.benchmarks.future.FuturePrograms;
import org.asyncio4j.benchmarks.limit.Limit;
import org.asyncio4j.benchmarks.plain.PlainPrograms;
import org.asyncio4j.benchmarks.threads.ThreadPrograms;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each rival does what it is timed for. */
class ProgramsTest {
  private static final int OPERATIONS = 2000;
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  @TestFactory
  Stream<DynamicTest> theResultIsRight() {
    List<Programs> rivals =
        new ArrayList<>(
            List.of(new Limit(), new AsyncioPrograms(), new FuturePrograms(), new PlainPrograms()));
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      rivals.add(new ThreadPrograms());
    }
    return rivals.stream()
        .flatMap(rival -> rival.programs().entrySet().stream().map(entry -> test(rival, entry)));
  }

  private static DynamicTest test(Programs rival, Map.Entry<Case, Program> entry) {
    return DynamicTest.dynamicTest(
        rival.getClass().getSimpleName() + " " + entry.getKey(),
        () ->
            assertThat(entry.getValue().run(OPERATIONS))
                .isEqualTo(entry.getKey().expected(OPERATIONS)));
  }
}
