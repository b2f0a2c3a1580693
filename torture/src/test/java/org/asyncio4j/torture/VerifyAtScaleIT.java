package org.asyncio4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.asyncio4j.torture.library.Library;
import org.asyncio4j.torture.verify.LibraryReport;
import org.asyncio4j.torture.verify.VerifyAtScale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyAtScaleIT {
  private static final long SEED = Long.getLong("torture.seed");

  private final VerifyAtScale torture =
      new VerifyAtScale(Library.readAll(Path.of(System.getProperty("torture.libraries"))), SEED);
  private List<LibraryReport> reports;

  @BeforeAll
  void compileAndLink() {
    reports = torture.run();
    System.out.println(
        "| library | classes | linkable | compiled | methods | awaits | refused | failures |");
    reports.forEach(System.out::println);
  }

  @Test
  void everyClassLinks() {
    assertThat(reports.stream().flatMap(report -> report.failures().stream()))
        .as("seed %d", SEED)
        .isEmpty();
  }

  @Test
  void onlyWhatIsTooLargeIsRefused() {
    assertThat(reports.stream().flatMap(report -> report.refusals().stream()))
        .allMatch(refusal -> refusal.contains(" bytes once compiled, and the JVM allows "));
  }

  @Test
  void atLeast150000MethodsOfEightLibraries() {
    assertThat(reports).hasSizeGreaterThanOrEqualTo(8);
    assertThat(reports.stream().mapToInt(LibraryReport::methods).sum())
        .isGreaterThanOrEqualTo(150_000);
  }

  @Test
  void theCompilerLoadsNoClassOfTheLibraries() {
    assertThat(torture.strangers()).isEmpty();
  }
}
